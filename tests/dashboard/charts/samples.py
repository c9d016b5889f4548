"""Frames and views as the pages hand them over, and nasty ones."""

import numpy as np
import pandas as pd

from dashboard.charts import DrawnBand, EventLine, ThresholdLine, View

LONG = "Organisation for the Prohibition of Extraordinarily Long Names of Former Republics"
NAMES = (
    "Albania", "Belgium", "Bulgaria", "Canada", "Croatia", "Czechia", "Denmark", "Estonia",
    "Finland", "France", "Germany", "Greece", "Hungary", "Iceland", "Italy", "Latvia",
    "Lithuania", "Luxembourg", "Montenegro", "Netherlands", "Norway", "Poland", "Portugal",
    "Romania", "Slovakia", "Slovenia", "Spain", "Sweden", "Türkiye", "Ukraine", "Moldova",
    "Georgia", "Serbia", "Kosovo", "North Macedonia",
)  # fmt: skip


def series(periods, values, code="USA", label="United States", role="USA", **more):
    index = pd.PeriodIndex(periods, freq="Y" if len(str(periods[0])) == 4 else "M")
    frame = pd.DataFrame({
        "series": code, "series_label": label, "role": role, "focus": True,
        "row": code, "row_label": label, "period": index.astype(str),
        "period_start": index.start_time, "period_end": index.end_time.normalize(),
        "value": values, "low": np.nan, "high": np.nan, "code": None, "open": False,
        "tooltip": [f"{label} {period}" for period in index],
    })  # fmt: skip
    return frame.assign(**more)


def years(first, last):
    return [str(year) for year in range(first, last + 1)]


def months(first, count):
    return [str(period) for period in pd.period_range(first, periods=count, freq="M")]


def aid(seed=1, code="USA", label="United States", role="USA"):
    values = np.random.default_rng(seed).gamma(1.2, 3, 52)
    values[37:] = 0
    return series(months("2022-01", 52), values, code, label, role)


AID = View(
    kind="bar", axis="bn", title="United States", domain=(0, 20), split="2025-02-01",
    bands=(DrawnBand("2025-02", "2026-04"),), events=(EventLine("2025-01-09", "last package"),),
    zero_text="nothing allocated", period_domain=("2022-01", "2026-04"), alt="Aid per month",
)  # fmt: skip


def trade():
    rng = np.random.default_rng(2)
    total = np.linspace(64, 245, 11)
    parts = (
        series(years(2015, 2025), total, "total", "Total", "ink"),
        series(years(2015, 2025), total * 0.52, "imports", "Russia to China", "RUS",
               open=rng.random(11) < 0.3),
        series(years(2015, 2025), total * 0.48, "exports", "China to Russia", "CHN"),
    )  # fmt: skip
    return pd.concat(parts)


TRADE = View(
    kind="line", axis="bn", alt="Trade", events=(EventLine("2022-02-04", "“no limits” statement"),)
)


def spread():
    values = np.random.default_rng(3).random(35) * 0.3 + 0.4
    low, high = values - 0.15, values + 0.2
    return series(years(1991, 2025), values, "EU27", "US–EU 27 (median)", "EUR", low=low, high=high)


def ranked(count=12, seed=4):
    rng = np.random.default_rng(seed)
    roles = {"Poland": "POL", "Germany": "DEU", "France": "FRA"}
    return pd.concat(
        series(["2025"], rng.random(1) * 5, name, name, roles.get(name, ""), focus=name in roles)
        for name in NAMES[:count]
    )


def allies(count=31, seed=5):
    rng = np.random.default_rng(seed)
    frames = []
    for name in NAMES[:count]:
        role = {"Poland": "POL", "Germany": "DEU", "France": "FRA"}.get(name, "")
        values = [rng.uniform(0.4, 2), rng.uniform(1.2, 5.4)]
        frames.append(series(["2014", "2026"], values, name, name, role, focus=bool(role),
                             open=[False, True]))  # fmt: skip
    return pd.concat(frames)


ALLIES = View(kind="dumbbell", axis="%", decimals=2, alt="Allies",
              thresholds=(ThresholdLine(2, "2 per cent"),
                           ThresholdLine(3.5, "3.5 per cent")))  # fmt: skip


def shares(first=6.1, second=52.8):
    out = []
    for row in ("Imports", "Exports"):
        for code, label, role, value in (
            ("cn", "Russia in China’s trade", "CHN", first),
            ("ru", "China in Russia’s trade", "RUS", second),
        ):
            out.append(series(["2023"], [value], code, label, role, row=row, row_label=row))
    return pd.concat(out)


SHARES = View(kind="dumbbell", axis="%", order="given", alt="Shares")


def part_years():
    frame = series(years(2021, 2026), [40.6, 51.1, 73.1, 76.7, 71.1, 85.2], "t", "Total", "ink",
                   open=[True, False, False, True, False, False])  # fmt: skip
    newest = frame["period"] == "2026"
    return frame.assign(row=frame["period"], row_label=frame["period"], focus=newest)


def votes(actors=12, calls=21, seed=6):
    rng = np.random.default_rng(seed)
    start = pd.date_range("2014-03-27", "2025-12-18", periods=calls).normalize()
    rows = [
        {
            "series": f"rc{call}", "series_label": f"ES-11/{call}", "role": "",
            "focus": actor < 4, "row": name, "row_label": name, "period": f"{date:%Y-%m-%d}",
            "period_start": date, "period_end": date, "value": np.nan,
            "code": rng.choice(["Y", "N", "A", "X", ""]), "tooltip": f"{name} {date:%Y}",
        }
        for actor, name in enumerate(NAMES[:actors])
        for call, date in enumerate(start)
    ]  # fmt: skip
    return pd.DataFrame(rows)


VOTES = View(
    kind="tile", alt="Votes", events=(EventLine("2014-03-27"),),
    bands=(DrawnBand("2014", "2020"), DrawnBand("2021", "2024"), DrawnBand("2025", "2025")),
)  # fmt: skip


def states(rows=9, first=2000, last=2026, seed=7, later=(2035,)):
    """What coverage draws: rows that begin and end, squares, strokes, and years left blank."""
    rng = np.random.default_rng(seed)
    inside = [*STATES, "all", "all", "all"]
    found = []
    for index, name in enumerate(NAMES[:rows]):
        began, ended = sorted(rng.integers(first, last + 1, 2))
        for year in (*range(first, last + 1), *later):
            code = "before" if year < began else "after" if year > ended else rng.choice(inside)
            code = "all" if year in later and not index else code
            start = pd.Timestamp(year, 1, 1)
            label = name if index % 3 else f"Attitude of the people of {name} to all of the others"
            found.append({
                "series": str(year), "series_label": str(year), "row": name, "row_label": label,
                "focus": True, "period": str(year), "period_start": start,
                "period_end": start + pd.DateOffset(years=1), "code": code,
                "tooltip": f"{name} {year}",
            })  # fmt: skip
    return pd.DataFrame(found)


STATES = ("all", "most", "few", "no_row", "between", "not_published", "not_coded",
          "not_applicable", "withheld")  # fmt: skip
KEY = (*((code, f"words for {code}, a few of them") for code in STATES), ("", "blank: nothing"))
COVERAGE = View(kind="years", alt="Coverage", key=KEY, order="given")


def field(members=150, moments=("2021", "2023", "2024", "2025"), seed=8):
    rng = np.random.default_rng(seed)
    chosen = {
        2: ("Russia", "RUS"),
        5: ("China", "CHN"),
        9: ("Germany", "DEU"),
        11: ("Ukraine", "UKR"),
    }
    frames = []
    for year in moments:
        values = rng.beta(3, 7, members)
        highest = sorted(values)[-2:]
        for place, value in enumerate(values):
            name, role = chosen.get(place, (f"Member {place}", ""))
            frames.append({
                "series": name, "series_label": name, "role": role, "focus": bool(role),
                "row": year, "row_label": year, "period": year, "value": value,
                "code": "name" if value in highest else None, "tooltip": f"{name} {year}",
            })  # fmt: skip
    return pd.DataFrame(frames)


def triangles(moments=("1993", "2009", "2024", "2025"), values=(0.6, 0.2, 0.9)):
    corners = [("0", "United States", "USA", np.nan), ("1", "Russia", "RUS", np.nan),
               ("2", "China", "CHN", np.nan)]  # fmt: skip
    sides = [(code, "too few votes", "ink", value)
             for code, value in zip(("01", "02", "12"), values, strict=True)]  # fmt: skip
    return pd.DataFrame([
        {"series": code, "series_label": label, "role": role, "row": year, "row_label": year,
         "period": year, "value": value, "code": code, "tooltip": f"{label} {year}"}
        for year in moments for code, label, role, value in corners + sides
    ])  # fmt: skip


FIELD = View(kind="strip", domain=(0, 1), decimals=2, order="given", alt="Field")
TRIANGLE = View(kind="triangle", decimals=2, alt="Triangle")


def happenings(count=60, seed=10):
    """Dated events in five rows, one of them chosen."""
    rng = np.random.default_rng(seed)
    days = pd.to_datetime("1992-01-01") + pd.to_timedelta(
        np.sort(rng.integers(0, 12500, count)), "D"
    )
    rows = rng.integers(5, size=count)
    return pd.DataFrame({
        "series": [f"e{i}" for i in range(count)], "role": "mark",
        "series_label": np.where(np.arange(count) == 40, "A meeting of the two presidents", ""),
        "focus": np.arange(count) == 40, "row": rows, "row_label": [NAMES[r] for r in rows],
        "period": days.strftime("%Y-%m-%d"), "period_start": days, "period_end": days,
        "value": np.nan, "tooltip": "An event",
    })  # fmt: skip


TIMELINE = View(kind="timeline", order="given", alt="Events")


def chances(count=80, seed=11):
    """Changes around many dates, one of them named."""
    values = np.random.default_rng(seed).normal(0, 2, count)
    frame = series(months("2015-01", count), values, "x", "around the event", "ink")
    return frame.assign(series=frame["period"], focus=frame["period"] == "2018-05")


CHANCE = View(kind="chance", axis="bn", zero=False, alt="Changes")


def episodes(count=6, seed=12):
    """Lines by months since a start, the last one in focus."""
    rng = np.random.default_rng(seed)
    frames = []
    for index in range(count):
        length = int(rng.integers(8, 88))
        start = pd.Timestamp("1998-01-01") + pd.DateOffset(months=int(rng.integers(0, 20)))
        periods = [str(p) for p in pd.period_range(start, periods=length, freq="M")]
        name = str(1993 + 6 * index)
        values = rng.normal(100, 10, length).cumsum() / 10
        frames.append(series(periods, values, name, name, "ink", focus=index == count - 1))
    return pd.concat(frames)


SINCE = View(kind="since", axis="%", alt="Episodes")
REAL = {
    "aid": (aid(), AID),
    "aid without room": (aid(7).assign(value=19.0), AID),
    "cumulated": (pd.concat([aid(), aid(8, "EUR", "Europe", "EUR")]),
                  View(kind="line", axis="bn", decimals=0, cumulative=True)),
    "trade": (trade(), TRADE),
    "spread": (spread(), View(kind="line", decimals=2, domain=(0, 1),
                              bands=(DrawnBand("2025", "2025"),
                                     DrawnBand("1993", "1999", "Clinton Yeltsin"),
                                     DrawnBand("2001", "2008", "Bush Putin")))),
    "threshold": (trade(), View(kind="line", thresholds=(ThresholdLine(100, "the goal of 2018"),))),
    "donors": (ranked(), View(kind="dot", axis="%", decimals=2)),
    "part years": (part_years(), View(kind="dot", bars=True, order="given")),
    "field": (field(), FIELD),
    "triangle": (triangles(), TRIANGLE),
    "triangle below zero": (triangles(values=(-0.4, -0.02, np.nan)), TRIANGLE),
    "allies": (allies(), ALLIES),
    "shares": (shares(), SHARES),
    "votes": (votes(), VOTES),
    "coverage": (states(), COVERAGE),
    "coverage of a few years": (states(5, 2012, 2026, later=()), COVERAGE),
    "coverage without a key": (states(30, 1979), View(kind="years")),
    "timeline": (happenings(), TIMELINE),
    "chance": (chances(), CHANCE),
    "episodes": (episodes(), SINCE),
}  # fmt: skip

KINDS = {
    "bar": AID, "line": TRADE, "dot": View(kind="dot", axis="%", decimals=2),
    "bars": View(kind="dot", bars=True), "dumbbell": ALLIES, "tile": VOTES,
    "years": View(kind="years"),
    "strip": FIELD, "triangle": TRIANGLE,
    "timeline": TIMELINE, "chance": CHANCE, "since": SINCE,
}  # fmt: skip


def many(count=35, label="{}"):
    rng = np.random.default_rng(9)
    return pd.concat(
        series(years(2010, 2025), rng.normal(5, 3, 16).cumsum(), name, label.format(name), "",
               focus=index < 6)
        for index, name in enumerate(NAMES[:count])
    )  # fmt: skip


NASTY = {
    "equal ends": pd.concat([
        series(years(2015, 2025), range(11), code, f"Country {code}", role)
        for code, role in (("A", "USA"), ("B", "RUS"), ("C", "CHN"), ("D", "EUR"))
    ]),
    "long names": pd.concat([
        series(years(2015, 2025), np.arange(11) * k, str(k), LONG + str(k), role, row_label=LONG)
        for k, role in ((1, "USA"), (2, "RUS"), (3, "CHN"))
    ]),
    "one row": series(["2024"], [3.0]),
    "one zero": series(["2024"], [0.0]),
    "empty": series(["2024"], [3.0]).iloc[:0],
    "no columns": pd.DataFrame(),
    "all missing": series(years(2015, 2025), np.nan),
    "35 actors": many(),
    "35 long actors": many(label="The Sovereign State of {}"),
    "negative": series(years(2015, 2025), [-5, 3, -8, 2, 4, -1, 0, -9, 5, 6, -3.3]),
    "huge": series(years(2015, 2025), np.arange(11) * 12345678.9),
    "tiny": series(years(2015, 2025), np.arange(11) * 0.00001),
    "infinite": series(years(2015, 2025), [1, np.inf, 2, -np.inf, 5, np.nan, 7, 8, 9, 10, 11]),
    "same value": series(years(2015, 2025), 7.0),
    "months": series(months("2024-11", 5), [1, 2, 3, 2, 9]),
    "a year of months": series(months("2024-03", 14), range(14)),
    "close shares": shares(20.0, 20.4),
    "shares at the edge": shares(0.0, 99.9),
    "many votes": votes(35, 200),
    "many years": states(35, 1850),
    "few votes": votes(3, 2),
    "spread": spread(),
    "all open": series(years(2015, 2025), range(11), open=True),
}  # fmt: skip
