"""Which profile holds where nobody named one: the one of the home whose results are kept here."""

from pathlib import Path


def profile_to_use(named: Path | None, results: Path | None) -> tuple[Path | None, tuple[str, ...]]:
    """The profile that was named, else the only one in the folder of results; and what the report says of that."""
    from carecheck.cli.output import say
    from carecheck.results import home_profiles, results_path
    from carecheck.words import count

    if named is not None:
        return named, ()
    folder = results_path(results)
    found = home_profiles(folder)
    if len(found) == 1:
        say(f"We use the profile of your home: {found[0]}\nTo use none: --profile care-home")
        return found[0], (f"We used the profile in your folder of results: {found[0].relative_to(folder)}.",)
    if found:
        many = count(len(found), "profile")
        say(f"There are {many} in {folder}. We used none. To use one: --profile FILE")
        return None, (f"There are {many} in your folder of results, so we used none.",)
    return None, ()
