"""Static files under hashed names, with imports between script modules rewritten to match, and one style sheet."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLE_SHEET = "css/app.css"
IMPORT = re.compile(r'@import url\("([^"]+)"\);\n')


class OnceCompressor(Compressor):
    """Leaves out what an earlier run compressed: a hashed name says what is in the file."""

    def should_compress(self, filename: str) -> bool:
        """Source maps are large, and only people with open developer tools fetch them."""
        return not filename.endswith(".map") and bool(super().should_compress(filename))

    def compress(self, path: str) -> Iterator[str]:
        if not any(Path(f"{path}{suffix}").exists() for suffix in (".br", ".gz")):
            yield from super().compress(path)


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    # A file that only an upgrade forgot must not take the page with it.
    manifest_strict = False

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if STYLE_SHEET in paths and not dry_run:
            self._join_style_sheets(paths)
        yield from super().post_process(paths, dry_run, **options)

    def _join_style_sheets(self, paths: dict[str, Any]) -> None:
        """Put what the style sheet imports in its place: a browser finds imports one after the other, and late.

        It is made from the sources each time, because what it imports may be newer than itself.
        """

        def source(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return str(file.read().decode())

        beside = posixpath.dirname(STYLE_SHEET)
        whole = IMPORT.sub(lambda found: source(posixpath.join(beside, found[1])), source(STYLE_SHEET))
        self.delete(STYLE_SHEET)
        self.save(STYLE_SHEET, ContentFile(whole.encode()))
        paths[STYLE_SHEET] = (self, STYLE_SHEET)

    def create_compressor(self, **options: Any) -> Compressor:
        return OnceCompressor(**options)
