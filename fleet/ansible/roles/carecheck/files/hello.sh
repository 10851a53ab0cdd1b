# Tells what this computer is, which Python it has, and what we brought before. Writes nothing.
# On a Mac, /usr/bin/python3 may be a stand-in that opens a window: it is never started.
[ -n "$place" ] || place=$HOME/.carecheck-fleet
libc=glibc
for file in /lib/ld-musl-*; do [ -e "$file" ] && libc=musl; done
system=$(uname -s)
if [ "$system" = Darwin ]; then
  names="/opt/homebrew/bin/python3 /usr/local/bin/python3 /Library/Frameworks/Python.framework/Versions/Current/bin/python3"
else
  names="python3 python3.14 python3.13 python3.12 python3.11 /usr/local/bin/python3"
fi
python= version=
for name in $names; do
  command -v "$name" >/dev/null 2>&1 || continue
  found=$("$name" -I -B -c 'import sys; print("%d.%d %s" % (*sys.version_info[:2], sys.executable))' 2>/dev/null) || continue
  case $found in
    "3.11 "* | "3.12 "* | "3.13 "* | "3.14 "*) version=${found%% *} python=${found#* }; break ;;
  esac
done
around=$place
while [ ! -d "$around" ] && [ "$around" != / ]; do around=$(dirname "$around"); done
free=$(df -Pk "$around" 2>/dev/null | awk 'END {print $4}')
brought=$(cat "$place/app/brought" 2>/dev/null)
for key in system libc python version free place brought; do eval "value=\$$key"; echo "carecheck:$key=$value"; done
echo "carecheck:machine=$(uname -m)"
