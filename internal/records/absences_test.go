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

		{"es", "No se informó de quién estaba en las salas.", true},
		{"es", "El dato no ha sido publicado.", true},
		{"es", "NO DIVULGADO", true},
		{"es", "Ningún informe lo dice.", true},
		{"es", "Ninguna fuente da esa cifra.", true},
		{"es", "No existe un plano oficial.", true},
		{"es", "No hay cifras entre los dos datos.", true},
		{"es", "Fuera del país nadie puede comprobarlo.", true},
		{"es", "Nadie sabe cuántos.", true},
		{"es", "Se desconoce el número.", true},
		{"es", "Nada de eso se publicó.", true},
		{"es", "No se ha vuelto a informar; no lo publicaron.", true},
		{"es", "No hallamos ninguna cifra entre los datos dibujados.", false},
		{"es", "No hallamos publicado el tamaño del censo electoral.", false},
		{"es", "Ninguna de las cifras puede verificarse de forma independiente.", false},
		{"es", "Se informó de que quienes no votaron estaban en el extranjero.", false},
		{"es", "No muestran cuántas personas discrepaban.", false},
		{"es", "No se divulgó en cuántas zonas ocurrió.{selection.two cite}", false},

		{"de", "Wer in den Räumen war, wurde nicht gemeldet.", true},
		{"de", "Die Zahl ist bisher nicht veröffentlicht worden.", true},
		{"de", "Eine Zahl wurde nicht offiziell bekannt gegeben.", true},
		{"de", "Dazwischen wurden keine weiteren Zahlen gemeldet.", true},
		{"de", "Kein Bericht sagt das.", true},
		{"de", "Über die Räume wurde nichts berichtet.", true},
		{"de", "Es gibt keinen amtlichen Plan.", true},
		{"de", "Niemand im Ausland kann das prüfen.", true},
		{"de", "Wie viele es waren, weiß niemand.", true},
		{"de", "Niemand weiß, wie viele es waren.", true},
		{"de", "Dazwischen haben wir keine Zahl gefunden.", false},
		{"de", "Keine der Zahlen lässt sich unabhängig überprüfen.", false},
		{"de", "Wer nicht wählte, war laut Meldung im Ausland.", false},
		{"de", "Wir fanden keine veröffentlichte Zahl der Wahlberechtigten.", false},
		{"de", "In wie vielen Gebieten, wurde nicht offengelegt.{selection.two cite}", false},

		{"pt", "Quem estava nas salas não foi informado.", true},
		{"pt", "NÃO DIVULGADO", true},
		{"pt", "O número ainda não tinha sido publicado.", true},
		{"pt", "Não se divulgou o total.", true},
		{"pt", "Nenhum relato diz isso.", true},
		{"pt", "Nada entre os dois foi divulgado.", true},
		{"pt", "Nenhum tamanho do eleitorado foi publicado.", true},
		{"pt", "Ninguém fora do país sabe quantos.", true},
		{"pt", "Não há registro de outros.", true},
		{"pt", "Planta oficial não existe.", true},
		{"pt", "Entre os dois, não encontramos nenhum.", false},
		{"pt", "Não encontramos o tamanho do eleitorado publicado.", false},
		{"pt", "Nenhum dos números pode ser verificado de forma independente.", false},
		{"pt", "A imprensa estatal relatou votos contra.", false},
		{"pt", "O número dessas áreas não foi divulgado.{selection.two cite}", false},

		{"ru", "О том, кто был в помещениях, не сообщалось.", true},
		{"ru", "НЕ СООБЩАЛОСЬ", true},
		{"ru", "Число избирателей не было опубликовано.", true},
		{"ru", "Сколько их, не раскрывается.", true},
		{"ru", "Никто за пределами страны не может это проверить.", true},
		{"ru", "Никто не знает.", true},
		{"ru", "Ни в одном отчёте об этом не говорится.", true},
		{"ru", "Сообщений об этом нет.", true},
		{"ru", "Официального плана не существует.", true},
		{"ru", "Цифр между ними мы не нашли.", false},
		{"ru", "Опубликованного числа избирателей мы не нашли.", false},
		{"ru", "Независимо проверить эти цифры нельзя.", false},
		{"ru", "Ни одно не освещает чёрных областей.", false},
		{"ru", "О голосах против сообщили государственные СМИ.", false},
		{"ru", "Сколько таких мест, не раскрывалось.{selection.two cite}", false},

		{"fr", "Cela n’a pas été annoncé.", true},
		{"fr", "La taille du corps électoral n'a jamais été publiée.", true},
		{"fr", "Ces endroits ne sont pas connus ; leur nombre n’est pas précisé.", true},
		{"fr", "combien d’endroits\u202f: non révélé", true},
		{"fr", "Aucun chiffre n’a été communiqué entre les deux.", true},
		{"fr", "Aucun article ne le dit.", true},
		{"fr", "Personne ne sait combien.", true},
		{"fr", "Il n’existe aucun plan officiel.", true},
		{"fr", "Rien n’a été publié entre les deux.", true},
		{"fr", "On ignore combien.", true},
		{"fr", "Entre les deux, nous n’en avons trouvé aucun.", false},
		{"fr", "Nous n’avons trouvé aucun chiffre entre les annonces dessinées.", false},
		{"fr", "Ces chiffres ne peuvent pas être vérifiés de manière indépendante.", false},
		{"fr", "Les inscrits qui n’ont pas voté étaient, selon l’annonce, à l’étranger.", false},
		{"fr", "Leur nombre n’a pas été révélé.{selection.two cite}", false},

		{"zh", "两者之间的数字没有报道。", true},
		{"zh", "选民总数未公布。", true},
		{"zh", "选民总数从未对外公布。", true},
		{"zh", "没有任何报道这样说。", true},
		{"zh", "其间并无数据。", true},
		{"zh", "在境外谁也无法核实。", true},
		{"zh", "没有人知道真实数字。", true},
		{"zh", "人数不得而知。", true},
		{"zh", "这样的平面图不存在。", true},
		{"zh", "两者之间的数字我们没有找到。", false},
		{"zh", "我们没有找到公布的选民总数。", false},
		{"zh", "这些数字无法独立核实。", false},
		{"zh", "官方媒体报道了结果。", false},
		{"zh", "有多少地区这样做，没有公布。{selection.two cite}", false},

		{"hi", "मतदाताओं की संख्या प्रकाशित नहीं हुई।", true},
		{"hi", "सार्वजनिक नहीं", true},
		{"hi", "बीच का आँकड़ा जारी नहीं किया गया।", true},
		{"hi", "कक्ष में कौन था, यह बताया नहीं गया।", true},
		{"hi", "इसके बारे में कुछ नहीं बताया गया।", true},
		{"hi", "ऐसा कोई रिपोर्ट नहीं कहती।", true},
		{"hi", "किसी को नहीं पता कि कितने असहमत थे।", true},
		{"hi", "कोई भी इसे नहीं जानता।", true},
		{"hi", "आधिकारिक नक़्शा मौजूद नहीं।", true},
		{"hi", "दोनों के बीच का कोई आँकड़ा हमें नहीं मिला।", false},
		{"hi", "किसी भी आँकड़े की स्वतंत्र पुष्टि संभव नहीं है।", false},
		{"hi", "सरकारी मीडिया ने बताया कि 37 ने वोट नहीं दिया।", false},
		{"hi", "ऐसे इलाक़े कितने थे, यह सार्वजनिक नहीं किया गया।{selection.two cite}", false},

		{"sw", "Waliokuwamo vyumbani hawakuripotiwa.", true},
		{"sw", "HAIKURIPOTIWA", true},
		{"sw", "Idadi ya wapiga kura haijachapishwa.", true},
		{"sw", "Takwimu ya katikati haikutajwa.", true},
		{"sw", "takwimu isiyotangazwa", true},
		{"sw", "Hakuna ripoti inayosema hivyo.", true},
		{"sw", "Hakuna takwimu kati ya hizo mbili iliyochapishwa.", true},
		{"sw", "Hakuna mtu nje ya nchi anayejua; hakuna awezaye kuthibitisha.", true},
		{"sw", "Hakuna anayejua ni wangapi.", true},
		{"sw", "Ramani rasmi haipo.", true},
		{"sw", "Hatukupata yoyote kati ya hizo mbili.", false},
		{"sw", "Hatukupata ukubwa wa daftari la wapiga kura uliochapishwa.", false},
		{"sw", "Haziwezi kuthibitishwa kwa njia huru.", false},
		{"sw", "Mkazi huyo hakutajwa jina.", false},
		{"sw", "Iliripotiwa kuwa hawakupiga kura.", false},
		{"sw", "Vyombo vya habari vya serikali viliripoti asilimia hiyo.", false},
		{"sw", "Ni maeneo mangapi haikuwekwa wazi.{selection.two cite}", false},

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
	if err := a.Check([]byte(`{"lang": "xx"}`), "xx.json"); err == nil || !strings.Contains(err.Error(), "absences.json: phrases.xx: missing, though xx.json is in this language; write") {
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
