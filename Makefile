# Consilience. "make" alone lists what there is to make.
.DEFAULT_GOAL := help
.NOTPARALLEL:

# Go may be installed without being on the path.
export PATH := $(PATH):/usr/local/go/bin
# A clone that belongs to somebody else, or that came without git, builds too.
export GOFLAGS := $(GOFLAGS) -buildvcs=false

PROGRAM := build/consilience
NEED    := ./cmd/consilience/need.sh

# Pinned, so that a check gives the same answer next year.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0

# What the libraries are fetched with; what the window is built from; what a
# window without a screen, its pictures and its PDFs are looked at with.
BASE_PACKAGES   := ca-certificates
WINDOW_PACKAGES := gcc libc6-dev pkg-config libgl-dev libx11-dev libxcursor-dev \
	libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev
TEST_PACKAGES   := xvfb xauth libgl1-mesa-dri openbox xdotool imagemagick \
	x11-utils xclip poppler-utils qpdf unicode-data mupdf-tools libxml2-utils \
	fonts-droid-fallback

.PHONY: help
help: ## list what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1#\2/p' Makefile | while IFS='#' read -r name does; do printf '%-18s %s\n' "$$name" "$$does"; done

.PHONY: run
run: ## build, and open the window with the sample consultation; without a display: write a memo
	@./cmd/consilience/run.sh

.PHONY: build
build: go ## build the program with its window: build/consilience
	@$(NEED) 'build the window' $(BASE_PACKAGES) $(WINDOW_PACKAGES)
	@echo 'Building $(PROGRAM). The first time takes some minutes: the drawing library is large.'
	CGO_ENABLED=1 go build -tags migrated_fynedo -o $(PROGRAM) ./cmd/consilience

.PHONY: headless
headless: go ## build the program without its window: needs no C compiler, no graphics
	@$(NEED) 'fetch libraries' $(BASE_PACKAGES)
	CGO_ENABLED=0 go build -o $(PROGRAM) ./cmd/consilience

.PHONY: test
test: test-packages test-plain test-window ## run all tests: the two below

.PHONY: test-packages
test-packages: go
	@$(NEED) 'run all tests' $(BASE_PACKAGES) $(WINDOW_PACKAGES) $(TEST_PACKAGES)

.PHONY: test-plain
test-plain: go ## run the tests that need nothing but Go; some kill the program and look for losses
	CGO_ENABLED=0 go test ./...

.PHONY: test-window
test-window: go ## drive a real window by keyboard and mouse; pictures go to build/
	CGO_ENABLED=1 go test -count=1 -tags 'journey migrated_fynedo' -run Journey -v ./cmd/consilience

.PHONY: check
check: check-format check-vet check-vulnerabilities check-race ## run the linters, then the tests with the race detector

.PHONY: check-format
check-format: go
	@bad=$$(gofmt -l .); [ -z "$$bad" ] || { echo "Not formatted (gofmt -w mends it):" $$bad; exit 1; }
	@echo 'gofmt: clean'

# The tag ci leaves the graphics library out and everything of ours in, so that
# the window's code is read on a machine without graphics as well.
.PHONY: check-vet
check-vet: go
	CGO_ENABLED=0 go vet ./...
	CGO_ENABLED=1 go vet -tags 'ci journey' ./cmd/...
	CGO_ENABLED=0 go run $(STATICCHECK) ./...
	CGO_ENABLED=1 go run $(STATICCHECK) -tags 'ci journey' ./cmd/...

.PHONY: check-vulnerabilities
check-vulnerabilities: go
	@echo 'govulncheck ./...'
	@said=$$(CGO_ENABLED=0 timeout 120 go run $(GOVULNCHECK) ./... 2>&1) && status=0 || status=$$?; \
	case $$said in \
	*'fetching vulnerabilities'*) echo 'govulncheck: skipped, its database cannot be reached from here' ;; \
	*) printf '%s\n' "$$said"; exit $$status ;; \
	esac

.PHONY: check-race
check-race: go
	CGO_ENABLED=1 go test -race -tags headless ./...

.PHONY: bench
bench: go ## measure what must be fast
	CGO_ENABLED=0 go test -run '^$$' -bench . -benchmem ./...

.PHONY: clean
clean: ## remove what was built here (not your consultations)
	rm -rf build

.PHONY: go
go:
	@command -v go >/dev/null || { echo 'Consilience is built with Go 1.26 or newer: see https://go.dev/dl'; exit 1; }
