"""Rows of the database as the frames that charts draw: identity, place, value and tooltip."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from dashboard.store.catalogue import Catalogue
from dashboard.store.lens import Panel
from dashboard.words.wording import number, period

VOTES = {"Y": "in favour", "N": "against", "A": "abstained", "X": "not voting"}
COLUMNS = ["series", "series_label", "role", "focus", "row", "row_label", "period"]
COLUMNS += ["period_start", "period_end", "value", "low", "high", "code", "open", "tooltip", "mend"]


def plain_records(frame: pd.DataFrame, names: Sequence[str]) -> list[dict[str, Any]]:
    """These columns as plain records; quicker than pandas is for many small frames."""
    columns = [frame[name].tolist() for name in names]
    return [dict(zip(names, line, strict=True)) for line in zip(*columns, strict=True)]


def chart_frame(catalogue: Catalogue, panel: Panel, rows: pd.DataFrame) -> pd.DataFrame:
    """One row per mark: see COLUMNS; an empty frame with these columns when there is no figure."""
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    if panel["roll_calls"]:
        return _vote_frame(catalogue, panel, rows)
    rows = rows.loc[rows["value"].notna()]
    if panel["measure"] == "cumulated":
        rows = rows.assign(value=rows.groupby(["indicator", "actor"])["value"].cumsum())
    series = rows[panel["series"]]
    place = rows[panel["rows"]]
    labels, roles = _labels(panel, series), panel["roles"]
    return pd.DataFrame(
        {
            "series": series,
            "series_label": [labels.get(s, _label(catalogue, s)) for s in series],
            "role": [_role(catalogue, roles, s) for s in series],
            "focus": _focus(panel, rows),
            "row": place,
            "row_label": [labels.get(r) or _label(catalogue, r) for r in place],
            "period": rows["period"],
            "period_start": rows["period_start"],
            "period_end": rows["period_end"],
            "value": rows["value"],
            "low": float("nan"),
            "high": float("nan"),
            "code": None,
            "open": _is_open(rows),
            "tooltip": _tooltips(catalogue, rows),
            "mend": "",
        },
        columns=COLUMNS,
    )


def _vote_frame(catalogue: Catalogue, panel: Panel, rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "series": rows["resolution"].fillna(rows["roll_call"]),
            "series_label": rows["resolution"].str.removeprefix("A/RES/"),
            "role": "ink",
            "focus": _focus(panel, rows),
            "row": rows["actor"],
            "row_label": [catalogue.actors[a].label for a in rows["actor"]],
            "period": rows["date"].dt.strftime("%Y-%m-%d"),
            "period_start": rows["date"],
            "period_end": rows["date"],
            "value": float("nan"),
            "low": float("nan"),
            "high": float("nan"),
            "code": rows["code"].astype(str),
            "open": False,
            "tooltip": [
                f"{catalogue.actors[actor].name}: {VOTES[str(code)]}. {resolution}, {title}"
                for actor, code, resolution, title in zip(
                    rows["actor"], rows["code"], rows["resolution"], rows["title"], strict=True
                )
            ],
            "mend": "",
        },
        columns=COLUMNS,
    )


def _labels(panel: Panel, series: Iterable[str]) -> dict[str, str]:
    """The editor's short labels; a lone series under a panel title needs none."""
    alone = set(series) if panel["title"] and panel["chart"] == "line" else set()
    return dict.fromkeys(alone, "") if len(alone) == 1 else panel["labels"]


def _label(catalogue: Catalogue, code: str) -> str:
    """The short name of an actor, the title of an indicator, or the period in words."""
    if code in catalogue.actors:
        return catalogue.actors[code].label
    if code in catalogue.indicators:
        return catalogue.indicators[code].title
    return period(code)


def _role(catalogue: Catalogue, roles: dict[str, str], code: str) -> str:
    if code in roles:
        return roles[code]
    actor = catalogue.actors.get(code)
    return (actor.colour or "") if actor else "ink"


def _focus(panel: Panel, rows: pd.DataFrame) -> list[bool]:
    """Everything is in focus until an actor, or the period of such a row, is singled out."""
    chosen = panel["focus"]
    return [not chosen or one in chosen for one in rows[_singled(panel)]]


def _singled(panel: Panel) -> str:
    return "period" if panel["rows"] == "period" else "actor"


def _is_open(rows: pd.DataFrame) -> pd.Series:
    """Estimates, derived and doubtful figures are drawn with an open marker."""
    estimate = rows["note"].str.startswith("estimate").eq(True)
    return estimate.where(rows["confidence"] != "low", True)


def _tooltips(catalogue: Catalogue, rows: pd.DataFrame) -> list[str]:
    columns = ["indicator", "actor", "partner", "period", "value", "publisher", "locator"]
    found = []
    for leaf, actor, partner, when, value, publisher, locator in rows[columns].itertuples(
        index=False
    ):
        indicator = catalogue.indicators[leaf]
        unit = catalogue.units[indicator.unit].name
        who = catalogue.actors[actor].label
        if isinstance(partner, str):
            who += f" – {catalogue.actors[partner].label}"
        amount = number(value, indicator.decimals)
        found.append(f"{who}, {period(when)}: {amount} {unit}. {publisher}, {locator}")
    return found
