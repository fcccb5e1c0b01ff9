package strictjson

import (
	"reflect"
	"slices"
	"strings"
)

// fields are the fields that an object may have.
type fields interface {
	field(name string) (field, bool)
	required() []string
}

// field is where a field's value goes.
type field struct {
	value    reflect.Value
	nullable bool
	done     func() // what to do when the value was read, or nil
}

// fieldsOf are the fields of the object that v is read from; nil if v is not read from an object.
func fieldsOf(v reflect.Value) fields {
	if o, ok := v.Addr().Interface().(ordered); ok {
		return orderedFields{o}
	}
	switch v.Kind() {
	case reflect.Struct:
		return structFields{v}
	case reflect.Map:
		return mapFields{v}
	}
	return nil
}

type structFields struct{ reflect.Value }

func (s structFields) field(name string) (field, bool) {
	for f, value := range s.Fields() {
		if jsonName(f) == name {
			return field{value: value, nullable: tagged(f, "nullable")}, name != ""
		}
	}
	return field{}, false
}

func (s structFields) required() (names []string) {
	for f := range s.Fields() {
		if tagged(f, "required") {
			names = append(names, jsonName(f))
		}
	}
	return names
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

func tagged(f reflect.StructField, option string) bool {
	return slices.Contains(strings.Split(f.Tag.Get("strict"), ","), option)
}

type mapFields struct{ reflect.Value }

func (m mapFields) field(name string) (field, bool) {
	if m.IsNil() {
		m.Set(reflect.MakeMap(m.Type()))
	}
	value := reflect.New(m.Type().Elem()).Elem()
	return field{value: value, done: func() {
		m.SetMapIndex(reflect.ValueOf(name).Convert(m.Type().Key()), value)
	}}, true
}

func (mapFields) required() []string { return nil }

// Ordered is a JSON object that keeps the order of its fields, where that is the order shown.
type Ordered[T any] []Entry[T]

// Entry is one field of an Ordered object.
type Entry[T any] struct {
	Key   string
	Value T
}

// Get is the value of key, and whether there is one.
func (o Ordered[T]) Get(key string) (v T, ok bool) {
	for _, e := range o {
		if e.Key == key {
			return e.Value, true
		}
	}
	return v, false
}

func (o *Ordered[T]) add(key string) reflect.Value {
	*o = append(*o, Entry[T]{Key: key})
	return reflect.ValueOf(&(*o)[len(*o)-1].Value).Elem()
}

// ordered is an Ordered of any type.
type ordered interface {
	add(key string) reflect.Value
}

type orderedFields struct{ ordered }

func (o orderedFields) field(name string) (field, bool) { return field{value: o.add(name)}, true }
func (orderedFields) required() []string                { return nil }
