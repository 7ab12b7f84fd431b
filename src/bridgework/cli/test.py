"""`bridgework test`: the tests, after what they need has been built."""

import os
import shutil
import subprocess
import sys

import click

from bridgework.cli.running.frontend import Build, CannotBuild
from bridgework.cli.running.static import compile_words
from bridgework.config import environment
from bridgework.config.environment import CHECKOUT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run the tests; everything after `test` goes to pytest. Journeys need Chromium and are skipped without it, but not in CI."""
    if os.environ.get("CI") == "true":
        install_browser()
    build = Build(environment.state_folder())
    try:
        if build.is_needed():
            click.echo("Building the front end ...")
            build.start()
            build.finish()
    except CannotBuild as problem:
        raise click.ClickException(str(problem)) from None
    finally:
        build.stop()
    compile_words()
    arguments = arguments or ("-n", str(max(2, os.cpu_count() or 1)))
    os.chdir(CHECKOUT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])


def install_browser() -> None:
    """In CI the journeys are not skipped: without a Chromium one is installed, which takes root on a Debian; else the run fails."""
    if any(map(shutil.which, BROWSERS)):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        click.echo("Installing Chromium ...")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=False, stdout=subprocess.DEVNULL)
    if not any(map(shutil.which, BROWSERS)):
        raise click.ClickException("The journeys need Chromium (on Debian: apt-get install chromium), and CI does not skip them.")
