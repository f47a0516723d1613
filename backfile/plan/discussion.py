"""A thread of comments: replies below what they answer, each list by date.

sam, dana → sam, rui → dana     becomes     sam > dana > rui

Four lists lie in one another at most: what is deeper stands in the fourth, and names what it answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backfile.language import Language
from backfile.model import Comment
from backfile.plan.dating import dated
from backfile.views import Body, CommentView, Link, When

_DEEPEST = 4


def thread(comments: Sequence[Comment], article: str, url: str, own: Language) -> tuple[CommentView, ...]:
    """The comments on the article with the id `article`, whose page is `url`; every reply answers one of them."""
    return _Thread(comments, article, url, own).below(None, 1)


class _Thread:
    def __init__(self, comments: Sequence[Comment], article: str, url: str, own: Language) -> None:
        self.article, self.url, self.own = article, url, own
        self.named = {comment.stem: comment for comment in comments}
        self.replies: dict[str | None, list[Comment]] = {}
        for comment in comments:
            self.replies.setdefault(comment.reply_to, []).append(comment)

    def below(self, stem: str | None, depth: int) -> tuple[CommentView, ...]:
        """The replies to `stem`, which stand in a list of `depth`."""
        if depth == _DEEPEST:
            return tuple(self._view(each, (), stem) for each in self._all_below(stem))
        return tuple(self._view(each, self.below(each.stem, depth + 1), stem) for each in self.replies.get(stem, ()))

    def _all_below(self, stem: str | None) -> Iterator[Comment]:
        """The replies to `stem`, each followed by all that answers it."""
        waiting = self.replies.get(stem, [])[::-1]
        while waiting:
            here = waiting.pop()
            yield here
            waiting += self.replies.get(here.stem, [])[::-1]

    def _view(self, comment: Comment, replies: tuple[CommentView, ...], above: str | None) -> CommentView:
        answered = self.named[comment.reply_to] if comment.reply_to and comment.reply_to != above else None
        return CommentView(
            id=_anchor(comment.stem),
            body=Body(f"{self.article}/{comment.stem}", comment.digest),
            when=dated(comment.date, self.own.tag) if comment.date else When(self.own.text("n.d."), "unknown"),
            author=comment.author,
            url=comment.url,
            answers=Link(answered.author or "", f"{self.url}#{_anchor(answered.stem)}") if answered else None,
            replies=replies,
        )


def _anchor(stem: str) -> str:
    return f"comment-{stem}"
