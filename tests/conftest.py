"""Skips are honest on a bare machine and failures in CI: with BACKFILE_NO_SKIPS set, a run that skips fails."""

import os

import pytest

_skipped: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped:
        _skipped.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if os.environ.get("BACKFILE_NO_SKIPS") and _skipped and not hasattr(session.config, "workerinput"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if os.environ.get("BACKFILE_NO_SKIPS") and _skipped:
        terminalreporter.write_line(f"{len(_skipped)} skipped where nothing may be: " + ", ".join(_skipped), red=True)


@pytest.fixture
def copied_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found out beside this process is found out by a copy, whatever threads and processors there are."""
    from backfile.processes import beside

    if not hasattr(os, "fork"):
        pytest.skip("there are no copies of processes here")
    monkeypatch.setattr(beside, "copyable", lambda: True)
    monkeypatch.setattr(beside, "processors", lambda: 2)
