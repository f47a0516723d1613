"""How a dump is divided: each layout is a small module of data over one scanner that keeps every place.

    divide("Title\\nParagraph\\nHashtags\\n…")  →  Dump("flat", (Found("lead", …), …), furniture, notes)

`lines` scans, `grammar` says what a layout is and matches it, `marks` finds the lines that divide a text, `pages`
gives every other line its owner. To add a layout, write its module and list it in `marks.LAYOUTS`.
"""

from backfile.layouts.pages import divide as divide
from backfile.layouts.result import Dump as Dump
from backfile.layouts.result import Found as Found
from backfile.layouts.result import Note as Note
