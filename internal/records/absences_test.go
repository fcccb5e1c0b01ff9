package records

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"twoboxes/internal/story/load"
)

func absences(t testing.TB) *Absences {
	t.Helper()
	data, err := os.ReadFile("../../assets/absences.json")
	if err != nil {
		t.Fatal(err)
	}
	a, err := ReadAbsences(data, "absences.json")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPhrases(t *testing.T) {
	a := absences(t)
	for _, c := range []struct {
		lang, text string
		want       bool // states an absence
	}{
		{"en", "Who was in the rooms was not reported.", true},
		{"en", "NOT REPORTED", true},
		{"en", "The number wasn’t published.", true},
		{"en", "That a no could be seen is our inference; no report says so.", true},
		{"en", "Nothing between the two was reported.", true},
		{"en", "No size of the electorate was published.", true},
		{"en", "Nobody outside the country can check it.", true},
		{"en", "No one knows how many.", true},
		{"en", "Of official plans none exists.", true},
		{"en", "We found none between the two.", false},
		{"en", "We found no published size of the electorate.", false},
		{"en", "None of the figures can be independently verified.", false},
		{"en", "Those who did not vote were reported to be abroad.", false},
		{"en", "Voters were reported not to have voted.", false},
		{"en", "no date found", false},
		{"en", "How many there were was not disclosed.{selection.two cite}", false},
		{"en", "It was not{turnout.2023 cite} reported.", true},
		{"en-GB", "It was not reported.", true},

		{"ko", "그 사이는 보도되지 않았다.", true},
		{"ko", "보도 없음", true},
		{"ko", "그렇게 전한 보도는 없다.", true},
		{"ko", "유권자 수는 공개되지 않았다.", true},
		{"ko", "나라 밖에서는 누구도 검증할 수 없다.", true},
		{"ko", "아무도 모른다.", true},
		{"ko", "공식 도면은 존재하지 않는다.", true},
		{"ko", "독립적으로 검증할 수 없다.", false},
		{"ko", "그 사이의 수치는 찾지 못했다.", false},
		{"ko", "국영매체가 99%라고 보도했다.", false},
		{"ko", "몇 곳인지는 공개되지 않았다.{selection.two cite}", false},

		{"ja", "その間の数字は報じられていない。", true},
		{"ja", "報道なし", true},
		{"ja", "報\u2060道\u2060な\u2060し", true},
		{"ja", "そう伝えた報道はない。", true},
		{"ja", "有権者数は公表されていません。", true},
		{"ja", "国外の誰にも確かめることはできない。", true},
		{"ja", "誰も報じていない値", true},
		{"ja", "間の数字はない。", true},
		{"ja", "独立に検証することはできない。", false},
		{"ja", "その間の数字は見つからなかった。", false},
		{"ja", "国営メディアが報じた。", false},
		{"ja", "その数は公表されていない。{selection.two cite}", false},

		{"ar", "ولم يُذكَر من كان في الغرف.", true},
		{"ar", "لم يُعلَن", true},
		{"ar", "لم يُنشر عدد الناخبين.", true},
		{"ar", "ولا يستطيع أحد خارج البلاد أن يتحقق منها.", true},
		{"ar", "لا أحد يعرف.", true},
		{"ar", "ولم يقله أي تقرير.", true},
		{"ar", "لم نعثر على رقم بينهما.", false},
		{"ar", "لا يمكن التحقق منها بصورة مستقلة.", false},
		{"ar", "أعلن الإعلام الرسمي النسبة.", false},
		{"ar", "ولم يُكشف عدد هذه المناطق.{selection.two cite}", false},
	} {
		err := a.Check([]byte(`{"lang": "`+c.lang+`", "page": {"x": ["", "`+c.text+`"]}}`), "words.json")
		if got := err != nil; got != c.want {
			t.Errorf("%s: %q states an absence: %v, want %v (%v)", c.lang, c.text, got, c.want, err)
		}
		if err != nil && !strings.Contains(err.Error(), "words.json: page.x[1]: ") {
			t.Errorf("no file and key in %v", err)
		}
	}
}

func TestAbsences(t *testing.T) {
	a := absences(t)
	if err := a.Check([]byte(`{"lang": "fr"}`), "fr.json"); err == nil || !strings.Contains(err.Error(), "absences.json: phrases.fr: missing, though fr.json is in this language; write") {
		t.Errorf("a language without phrases: %v", err)
	}
	if err := a.Check([]byte(`{`), "en.json"); err == nil {
		t.Error("words that are not JSON: no error")
	}
	for key := range a.Except {
		section, name, _ := strings.Cut(key, ".")
		words := `{"lang": "en", "` + section + `": {"` + name + `": "not reported"}}`
		if err := a.Check([]byte(words), "en.json"); err != nil {
			t.Error(err)
		}
	}
	facts, err := load.ReadFacts([]byte(factsJSON), "facts.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := a.CheckFacts(facts); err == nil || !strings.Contains(err.Error(), `absences.json: facts[1]: no fact "law.text"; remove it`) {
		t.Errorf("facts that do not exist: %v", err)
	}
	for _, c := range []struct{ phrases, want string }{
		{`["("]`, `absences.json: line 1: phrases.en[0]: "(" is not a regular expression; correct it`},
		{`["x*"]`, `phrases.en[0]: "x*" finds every text; correct it`},
		{`"x"`, `phrases.en: not a list`},
	} {
		if _, err := ReadAbsences([]byte(`{"facts": [], "phrases": {"en": `+c.phrases+`}}`), "absences.json"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: no %q in %v", c.phrases, c.want, err)
		}
	}
}

// FuzzReadAbsences: no text stops the reader, and what it accepts can be used.
func FuzzReadAbsences(f *testing.F) {
	f.Add([]byte(`{"facts": ["law.text"], "phrases": {"en": ["not reported"]}}`))
	f.Add([]byte(`{"facts": [], "except": {"a": "b"}, "phrases": {"en": [], "ja": ["(", "[あ-"]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := ReadAbsences(data, "absences.json")
		if err != nil {
			return
		}
		a.Check([]byte(`{"lang": "en", "a": ["b{law.text cite}"]}`), "en.json")
		for lang, phrases := range a.Phrases {
			for _, phrase := range phrases {
				if _, err := regexp.Compile(phrase); err != nil {
					t.Errorf("%s: %v", lang, err)
				}
			}
		}
	})
}
