"""A PDF's text layer as paragraphs in reading order, with the page and box of each. Running heads are left out."""

from __future__ import annotations

import io
import logging
from typing import Any

from retold import InputError, Unavailable
from retold.readers import Document, reading
from retold_plugins.pdf.bombs import check_streams
from retold_plugins.pdf.layout import Line, Page, assemble

SCANNED = "has no text layer (scanned pages?)"
LINES = 200_000
LIGATURES = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
"""Letters that are set as one; they are the printer's, not the writer's."""


def read_pdf(data: bytes, path: str) -> tuple[Document, ...]:
    """One article. Raises InputError for what is no PDF, has a password, or is nothing but pictures."""
    try:
        from pdfminer.layout import LAParams
        from pdfminer.pdfdocument import PDFPasswordIncorrect
    except ImportError:
        raise Unavailable("reading PDF needs the extra 'pdf'", "pip install 'retold[pdf]'") from None
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    if b"%PDF-" not in data[:1024]:
        raise InputError(path, "is no PDF file")
    if b"%%EOF" not in data[-4096:]:
        raise InputError(path, "was cut off: its end is missing")
    check_streams(data, path)
    try:
        pages, title = pages_of(data, path, LAParams(all_texts=True))
    except InputError:
        raise
    except PDFPasswordIncorrect:
        raise InputError(path, "is protected by a password", "save it without one") from None
    except RecursionError:
        raise InputError(path, "objects stand inside each other without end") from None
    except Exception as error:  # Of a damaged file pdfminer lets through whatever its own code stumbles over.
        why = " ".join(f"{type(error).__name__} {error}".split())[:120]
        raise InputError(path, f"no PDF that can be read, or one that was cut off ({why})") from None
    if not pages:
        raise InputError(path, "holds no page, or was cut off")
    if not any(line.text.strip() for page in pages for line in page.lines):
        raise InputError(path, SCANNED, "run text recognition over it first")
    pieces, left_out = assemble(pages)
    if not pieces.blocks:
        raise InputError(path, SCANNED, "run text recognition over it first")
    meta = {"pages": str(len(pages)), "running-lines": str(left_out) if left_out else ""}
    return (pieces.document(title=title or None, meta=meta),)


def pages_of(data: bytes, path: str, layout: Any) -> tuple[list[Page], str]:
    """The pages with their lines, in the order in which they are read, and the title that the file states."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    limits = reading().limits
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=layout)
    interpreter = PDFPageInterpreter(manager, device)
    pages: list[Page] = []
    total = 0
    for page in PDFPage.create_pages(document):
        limits.check("pages", len(pages) + 1, path, "holds pages,")
        interpreter.process_page(page)
        result = device.get_result()
        lines = lines_of(result)
        total += len(lines)
        if total > LINES:
            raise InputError(path, f"holds more than {LINES} lines")
        pages.append(Page(len(pages) + 1, result.width, result.height, lines))
    return pages, title_of(document)


def lines_of(page: Any) -> tuple[Line, ...]:
    """The lines of a page: box after box, in the order that pdfminer finds."""
    from pdfminer.layout import LTChar, LTTextBox, LTTextLine

    out = []
    for number, box in enumerate(element for element in page if isinstance(element, LTTextBox)):
        for line in box:
            if not isinstance(line, LTTextLine):
                continue
            signs = [sign for sign in line if isinstance(sign, LTChar)]
            words = line.get_text().replace("\u00ad\n", "-\n").translate(LIGATURES).strip()
            if not words or not signs or words.count("(cid:") * 6 > len(words) // 2:
                continue
            sizes = sorted(sign.size for sign in signs)
            bold = sum("bold" in sign.fontname.lower() or "black" in sign.fontname.lower() for sign in signs)
            out.append(
                Line(number, words, line.x0, line.y0, line.x1, line.y1, sizes[len(sizes) // 2], 2 * bold > len(signs))
            )
    return tuple(out)


def title_of(document: Any) -> str:
    """The title in the file's properties, unless it is a file's name."""
    from pdfminer.utils import decode_text

    for info in document.info:
        value = info.get("Title")
        if isinstance(value, bytes):
            title = " ".join(decode_text(value).split())
            if title and " " in title and not title.lower().endswith((".doc", ".docx", ".indd", ".pdf", ".qxp")):
                return title
    return ""
