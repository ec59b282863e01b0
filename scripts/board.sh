#!/bin/sh
# The board's shell in a container, where neither npm nor the tools of development are.
exec node --disable-warning=ExperimentalWarning /board/cli/board.ts "$@"
