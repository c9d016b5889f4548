"""Which words of the article name a chosen actor: underlined where they stand, never changed."""

from dashboard.shell.context import Context


def names(context: Context) -> dict[str, list[str]]:
    """Words by the colour role of the chosen actor whom they name; none with the marks off.

    The words stand in the front matter of the article.
    """
    told = context.catalogue.article.get("names") or {}
    found: dict[str, list[str]] = {}
    for code in context.lens.actors if context.state.marks else ():
        role = (context.catalogue.actors[code].colour or "ctx").lower()
        found.setdefault(role, []).extend(told.get(code, ()))
    return {role: words for role, words in found.items() if words}
