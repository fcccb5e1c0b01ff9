package load

import "twoboxes/internal/strictjson"

// decode reads a file into the struct that into points to. Its error has every unknown or duplicate
// field and every value of the wrong type.
func decode(data []byte, file string, into any) error {
	return strictjson.Decode(data, into).Err(file)
}
