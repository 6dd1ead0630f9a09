package view

import "consilience/model"

// Tone is what a colour stands for. The ui gives each tone a colour for light
// and dark; a tone never stands alone, a symbol and a word go with it.
type Tone string

// The tones.
const (
	TonePlain    Tone = ""
	ToneAgree    Tone = "agree"
	ToneDisagree Tone = "disagree"
	TonePass     Tone = "pass"
	ToneSplit    Tone = "split"
	ToneUnsure   Tone = "unsure"
	ToneQuiet    Tone = "quiet"
	ToneWarn     Tone = "warn"
)

// Badge is a reading, a class or a state in one symbol and one or two words.
type Badge struct {
	Symbol, Word string
	Tone         Tone
}

// Channel is the channel's name.
func (w *Words) Channel(c model.Channel) string { return w.T(c.Label()) }

// Reading is a reading's badge. firm fills the symbol: even with all passes in
// the base, chance alone would not explain the majority.
func (w *Words) Reading(r model.Reading, firm bool) Badge {
	b := Badge{Word: w.T(r.Label())}
	switch r {
	case model.Supports:
		b.Symbol, b.Tone = "△", ToneAgree
		if firm {
			b.Symbol = "▲"
		}
	case model.Opposes:
		b.Symbol, b.Tone = "▽", ToneDisagree
		if firm {
			b.Symbol = "▼"
		}
	case model.LeansSupport:
		b.Symbol, b.Tone = "↗", ToneAgree
	case model.LeansOppose:
		b.Symbol, b.Tone = "↘", ToneDisagree
	case model.SplitReading, model.SplitGroups, model.BothPoles:
		b.Symbol, b.Tone = "◆", ToneSplit
	case model.ByGroup:
		b.Symbol, b.Tone = "◑", ToneSplit
	case model.Uncertain:
		b.Symbol, b.Tone = "?", ToneUnsure
	case model.NoClearDirection:
		b.Symbol, b.Tone = "≈", ToneUnsure
	case model.Raised:
		b.Symbol, b.Tone = "●", TonePass
	case model.Insufficient:
		b.Symbol, b.Tone = "○", ToneQuiet
	default:
		b.Symbol, b.Tone = "–", ToneQuiet
	}
	return b
}

// Class is a class's badge.
func (w *Words) Class(c model.Class) Badge {
	b := Badge{Word: w.T(c.Label())}
	switch c {
	case model.Convergent:
		b.Symbol, b.Tone = "●", ToneAgree
	case model.ConvergentReserve:
		b.Symbol, b.Tone = "◐", ToneAgree
	case model.DivergentChannels, model.DivergentGroups, model.DivergentWithin:
		b.Symbol, b.Tone = "◆", ToneSplit
	case model.UncertainClass:
		b.Symbol, b.Tone = "?", ToneUnsure
	case model.WeakSignal:
		b.Symbol, b.Tone = "◌", ToneUnsure
	default:
		b.Symbol, b.Tone = "○", ToneQuiet
	}
	return b
}

// Confidence is a confidence level's badge.
func (w *Words) Confidence(c model.Confidence) Badge {
	switch c {
	case model.High:
		return Badge{"●●●●", w.T("High confidence"), TonePlain}
	case model.Moderate:
		return Badge{"●●●○", w.T("Moderate confidence"), TonePlain}
	case model.Low:
		return Badge{"●●○○", w.T("Low confidence"), TonePlain}
	}
	return Badge{"●○○○", w.T("Very low confidence"), TonePlain}
}

// Basis says where a tally comes from, as a sentence.
func (w *Words) Basis(b model.Basis) string {
	switch b {
	case model.BasisCounted:
		return w.T("Counted from single votes: the last vote of each participant counts.")
	case model.BasisRecovered:
		return w.T("Recovered: the only whole numbers that fit the published votes and percentages.")
	case model.BasisPublished:
		return w.T("Only as published: no single set of whole numbers fits the published figures.")
	}
	return ""
}
