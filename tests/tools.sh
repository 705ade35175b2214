#!/bin/sh
# Installs what the tests need beyond Rust. Run it again at any time: what is there already is left alone.
#
#     sh tests/tools.sh            everything
#     sh tests/tools.sh python     one tool, as in its function's name
#
# MODELPRESS_TEST_TOOLS names the folder; target/test-tools is the default. Programs of the system come from Debian's
# packages when this runs as root, and are asked for otherwise.
set -eu
cd "$(dirname "$0")/.."
tools=${MODELPRESS_TEST_TOOLS:-target/test-tools}
mkdir -p "$tools"

python_packages="openai==3.54.0 anthropic==2.12.0 google-genai==3.4.0 requests==2.34.2"
litellm_packages="litellm==1.110.2"
genai_packages="genai-prices==0.2.3"
sarif_packages="@microsoft/jest-sarif@1.0.0-beta.0"
schema_org_packages="schema-dts@2.1.0 typescript@7.0.2"
feed_packages="feedparser==6.0.14 icalendar==7.3.2"
editor_packages="tombi==1.9.6 taplo==0.9.3"
node_packages="openai@6.49.0 @anthropic-ai/sdk@1.12.0 @google/genai@2.32.0 vnu-jar@26.9.27 playwright-core@1.65.1 axe-core@4.14.1 esbuild@0.28.2"

# The SDKs that Python examples are written with.
tool_python() {
    from_pypi venv "$python_packages"
}

# What reads the cost map; in a folder of its own, since it brings much with it.
tool_litellm() {
    from_pypi litellm "$litellm_packages"
}

# Prices of others, with a calculator.
tool_genai() {
    from_pypi genai "$genai_packages"
}

# The schema of what code scanning reads.
tool_sarif() {
    from_npm sarif "$sarif_packages"
}

# The vocabulary of schema.org as types, and the compiler that holds structured data to them.
tool_schema_org() {
    from_npm schema_org "$schema_org_packages"
}

# What reads feeds and calendars, apart from the SDKs, whose requirements are their own.
tool_feeds() {
    from_pypi feeds "$feed_packages"
}

# The language servers of editors, which check TOML files against schemas.
tool_editors() {
    from_pypi editors "$editor_packages"
}

# The SDKs that JavaScript examples are written with, the HTML checker, and what drives the browser.
tool_node() {
    system node nodejs
    system npm npm
    has node_modules "$node_packages" && return
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tools" $node_packages
    keep node_modules "$node_packages"
}

# What runs the HTML checker.
tool_java() {
    system java default-jre-headless
}

# The browser.
tool_chromium() {
    system chromium chromium
}

# What runs the cURL examples.
tool_curl() {
    system bash bash
    system curl curl
}

# Languages that a site may add, for which there are filters.
tool_more() {
    system ruby ruby
    system php php-cli
}

# Packages of PyPI in an environment of their own: its name, and the packages.
from_pypi() {
    system python3 python3
    python3 -m venv --help >/dev/null 2>&1 && python3 -c 'import ensurepip' 2>/dev/null || debian python3-venv
    has "$1" "$2" && return
    rm -rf "$tools/$1"
    python3 -m venv "$tools/$1"
    "$tools/$1/bin/pip" install --quiet --disable-pip-version-check $2
    keep "$1" "$2"
}

# Packages of npm in a folder of their own.
from_npm() {
    system node nodejs
    system npm npm
    has "$1" "$2" && return
    mkdir -p "$tools/$1"
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$tools/$1" $2
    keep "$1" "$2"
}

# Whether a folder of the tools was made for exactly these packages.
has() {
    [ "$(cat "$tools/$1/.packages" 2>/dev/null || true)" = "$2" ]
}

keep() {
    printf '%s\n' "$2" >"$tools/$1/.packages"
}

# Makes sure that a program is there: its name, and the Debian package that brings it.
system() {
    command -v "$1" >/dev/null 2>&1 || debian "$2"
}

debian() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        [ -e "$tools/.apt-updated" ] || apt-get update -qq
        touch "$tools/.apt-updated"
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"
    else
        echo "missing; install it with: apt-get install -y $*" >&2
        exit 1
    fi
}

for tool in ${*:-python litellm genai sarif schema_org feeds editors node java chromium curl more}; do
    "tool_$tool"
done
