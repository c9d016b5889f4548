"""How the help of every command ends: with examples, and with what its exit status says."""

STOPPED = "130 stopped (Ctrl-C), 141 nobody reads the output, 143 ended by the system"
REHEARSED = "0 nothing new, 1 problems, 2 changes wait, 3 readings would flip"
MANUAL = {
    "check": ("0 no problem, 1 problems", ["check", "check --data ../other/data"]),
    "build": (
        "0 published or nothing new, 1 problems, 3 readings would flip",
        [
            "build",
            "build --guard",
            'build --acknowledge c03 --reason "The ruling was read again" --by c1',
        ],
    ),
    "plan": (REHEARSED, ["plan", "plan --most 50", "plan --json"]),
    "refresh": (
        REHEARSED,
        [
            "refresh",
            "refresh kiel nato --dry-run",
            "refresh kiel --offline table.xlsx",
            "refresh --all --publish",
        ],
    ),
    "builds": (
        "0, 1 with --current when nothing is published",
        ["builds", "builds --current", "builds rollback 20260430-120000-0123abcd"],
    ),
    "builds rollback": ("0, 1 no such build", ["builds rollback 20260430-120000-0123abcd"]),
    "builds prune": ("0, 1 nothing could be removed", ["builds prune --keep 20"]),
    "status": ("0, 1 nothing is published", ["status", "status --most 5", "status --json"]),
    "impact": ("0, 1 nothing has this id", ["impact ust_r27", "impact ust_r27 --json"]),
    "readings": ("0, 1 nothing is published", ["readings", "readings --json"]),
    "export": ("0, 1 nothing was written", ["export package", "export package --force"]),
}


def end(name: str) -> str:
    """The end of the help of a command of MANUAL."""
    return ending(*MANUAL[name])


def ending(status: str, examples: list[str]) -> str:
    """The end of a help text; lines behind a backspace stay as they are."""
    lines = "\n".join(f"  alignment {example}" for example in examples)
    return f"\b\nExamples:\n{lines}\n\nExit status: {status}; {STOPPED}."
