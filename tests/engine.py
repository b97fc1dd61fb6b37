"""WeasyPrint alone, without any of pcpgen: what `tests.bench` compares with.

`python -m tests.engine write JOB PDF` does nothing but write a job's HTML as PDF/UA-1; `python -m tests.engine tags JOB
ROUNDS` prints, round by round, how much longer PDF/UA-1 takes than the same document untagged, in one process.
"""

from __future__ import annotations

import base64
import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse


def document(job: dict[str, Any]) -> Any:
    class Images(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: object = None) -> Any:
            media, content = job["images"][url]
            return URLFetcherResponse(url, base64.b64decode(content), {"Content-Type": media})

    return weasyprint.HTML(string=job["html"], base_url="pcpgen:document", url_fetcher=Images())


def spent(job: dict[str, Any], **options: object) -> float:
    """CPU seconds of one PDF; what the one before left behind is cleared away first."""
    gc.collect()
    before = time.process_time()
    document(job).write_pdf(**options)
    return time.process_time() - before


def main() -> None:
    job = json.loads(Path(sys.argv[2]).read_bytes())
    if sys.argv[1] == "write":
        document(job).write_pdf(sys.argv[3], pdf_variant="pdf/ua-1", pdf_identifier=b"pcpgen")
        return
    spent(job, pdf_variant="pdf/ua-1")  # what is done once only
    for number in range(int(sys.argv[3])):
        first = spent(job) if number % 2 else 0.0
        tagged = spent(job, pdf_variant="pdf/ua-1")
        print(tagged / (first or spent(job)))


if __name__ == "__main__":
    main()
