"""Options that several commands share, each written once."""

from pathlib import Path
from typing import Annotated, Literal

import typer

ColorWhen = Literal["auto", "always", "never"]
Format = Literal["text", "html", "json", "csv", "xlsx", "junit", "oscal"]

ProfileFile = Annotated[
    Path | None, typer.Option("--profile", metavar="FILE", help="The file that names your home and its domain.")
]
DomainNames = Annotated[
    list[str] | None,
    typer.Option("--domain", metavar="NAME", help="An email domain to check, like example.org. May be given again."),
]
OnlyChecks = Annotated[
    list[str] | None, typer.Option("--only", metavar="ID", help="Do this check only. May be given again.")
]
SkipChecks = Annotated[
    list[str] | None, typer.Option("--skip", metavar="ID", help="Leave this check out. May be given again.")
]
Packs = Annotated[list[Path] | None, typer.Option("--checks", metavar="DIR", help="Use the checks in this folder too.")]
Offline = Annotated[bool, typer.Option("--offline", help="Do not use the internet at all.")]
NameServer = Annotated[
    str | None, typer.Option("--nameserver", metavar="HOST[:PORT]", help="Ask this name server about domains.")
]
Selectors = Annotated[
    list[str] | None,
    typer.Option("--dkim-selector", metavar="NAME", help="Look for a DKIM key of this name. May be given again."),
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Open websites inside your own network too. For tests.")
]
# What `carecheck domain` names is a website too; a profile names its own.
Websites = Annotated[list[str] | None, typer.Option("--website", hidden=True)]
# What a double click adds.
OpenPage = Annotated[bool, typer.Option("--open", hidden=True)]
Deadline = Annotated[
    float, typer.Option("--deadline", metavar="S", min=1, help="Stop looking after this many seconds.")
]
ResultsPath = Annotated[
    Path | None, typer.Option("--results", metavar="DIR", help="Keep the results in this folder, not in Documents.")
]
OutputPath = Annotated[
    Path | None, typer.Option("--output", metavar="PATH", help="Save the report in this new file, not on the screen.")
]
AsFormat = Annotated[Format, typer.Option("--format", help="How to show it: as text, page or table, or for programs.")]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Plain = Annotated[bool, typer.Option("--plain", help="No colour and no lines: for screen readers.")]
Color = Annotated[ColorWhen, typer.Option("--color", help="When to use colour.")]
ShowAll = Annotated[bool, typer.Option("--all", help="Show everything, also each thing that is OK.")]
OneLine = Annotated[bool, typer.Option("--one-line", help="Show one line only.")]
Strict = Annotated[bool, typer.Option("--strict", help="End with code 3 if something was not checked.")]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="End with code 0 when the scan has finished.")]
SerialNumber = Annotated[
    bool, typer.Option("--serial-number", help="Keep the serial number of this computer, for your register.")
]
SignWith = Annotated[
    Path | None, typer.Option("--sign", metavar="KEYFILE", help="Sign the report with this key, in a file beside it.")
]
HideComputerNames = Annotated[bool, typer.Option("--hide-computer-names", help="Leave the name of the computer out.")]
