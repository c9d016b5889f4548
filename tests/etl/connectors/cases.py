"""Which cells of each connector's sample the faults of its documents act upon."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A document (and sheet), the line of its header, the columns of codes and of numbers.

    In JSON the columns are keys of the records at `path`. `first` is the first column that may
    change its place, `negative` the column whose sign is turned ("all": every one from `first` on),
    `expected` what the message on a renamed column of numbers names.
    """

    document: str
    code: str | int
    value: str
    expected: str = ""
    sheet: str | None = None
    header: int = 0
    first: int = 0
    path: tuple = ()
    negative: str = ""
    stranger: str = "'QQQ' is no actor"
    minus: str = "expected a total of"
    bare: str = "rows"  # the message on a document that has none
    half: str = "rows, found"
    at: int = 0  # which of the rows that hold a number is changed

    @property
    def renamed(self) -> str:
        """What the message on a renamed column of numbers says."""
        return self.expected or f"the column(s) {self.value}"


CASES = {
    "kiel": Case("data_explorer.csv", "iso", "military", negative="commitments"),
    "nato": Case(
        "def-exp.xlsx",
        2,
        "2023e",
        "'renamed'",
        sheet="TABLE3",
        header=7,
        first=3,
        negative="all",
        bare="no such part",
    ),
    "sipri": Case(
        "SIPRI-Milex-data.xlsx",
        "Country",
        "2024",
        "'renamed'",
        sheet="Current US$",
        header=5,
        first=2,
        negative="all",
    ),
    "troopdata": Case(
        "troopdata-rebuild-reports.csv", "iso3c", "troops_ad", minus="is no number of persons"
    ),
    "comtrade": Case("china_202602.json", "partnerCode", "primaryValue", path=("data",)),
    "census": Case(
        "country.xlsx",
        "CTY_CODE",
        "EFEB",
        sheet="country",
        first=3,
        negative="all",
        stranger="rows, found",
        at=-1,
    ),
    "crea": Case("crude_oil.csv", "destination_iso2", "value_eur"),
    "imf": Case("weo.csv", "COUNTRY", "OBS_VALUE"),
    "world_bank": Case(
        "IP.PAT.RESD.json", "countryiso3code", "value", path=(1,), bare="found '[]'"
    ),
    "un_votes": Case(
        "ga_voting.csv",
        "ms_code",
        "total_yes",
        minus="but 139 members have Y",
        half="but 67 members have Y",
        at=3,
    ),
    "ideal_points": Case("ideal_points.tab", "iso3c", "NVotesFP", at=1),
}
