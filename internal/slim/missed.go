package slim

import "fmt"

// MissedCutError is the error of Build when a cut does not fit: the project has another version of
// the engine, or of Go, than the cuts are for. The stock engine can still be built, with Go alone.
type MissedCutError struct {
	Cut string // what it would have left out; "" for all cuts
	Err error
}

func (e *MissedCutError) Error() string {
	if e.Cut == "" {
		return fmt.Sprintf("slim: %v", e.Err)
	}
	return fmt.Sprintf("slim: cut %q: %v", e.Cut, e.Err)
}

func (e *MissedCutError) Unwrap() error { return e.Err }
