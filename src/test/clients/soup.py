# libsoup 3 with its own retries: GETs a path and gives up after a while. Prints the outcome.
# Arguments: the service's origin, the file with its CA, the seconds until it gives up, the path.
import os
import sys

import gi

gi.require_version("Soup", "3.0")
from gi.repository import Gio, GLib, Soup

origin, ca, seconds, path = sys.argv[1:]
session = Soup.Session(tls_database=Gio.TlsFileDatabase.new(ca))
message = Soup.Message.new("GET", origin + path)
loop = GLib.MainLoop()


def done(_, result):
    try:
        session.send_and_read_finish(result)
        end(message.get_property("status-code"))
    except GLib.Error as error:
        end(error.message)


def end(outcome):
    print(outcome, flush=True)
    os._exit(0)  # libsoup does not always end a request that is cancelled


GLib.timeout_add_seconds(int(seconds), end, "gave up")
session.send_and_read_async(message, GLib.PRIORITY_DEFAULT, None, done)
loop.run()
