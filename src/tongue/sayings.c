/* sayings.c: the table of what the press says, one line of languages a word.
 * What one would get wrong: a word that is missing here cannot be, for whoever
 * adds a word adds it in every language. */
#include "tongue.h"

#include <stdio.h>
#include <string.h>

/* In the order of the tongues. */
static const char *const words[WORD_COUNT][TONGUES] = {
    [WORD_CONTENTS] = {"Contents", "Inhalt", "Sommaire", "Índice", "Indice",
                       "Inhoud", "Indhold", "Innehåll", "Innhold",
                       "Spis treści", "Índice"},
    [WORD_FIGURES] = {"Figures", "Abbildungen", "Figures", "Figuras", "Figure",
                      "Figuren", "Figurer", "Figurer", "Figurer", "Rysunki",
                      "Figuras"},
    [WORD_INDEX] = {"Index", "Register", "Index", "Índice alfabético",
                    "Indice analitico", "Register", "Register", "Register",
                    "Register", "Indeks", "Índice remissivo"},
    [WORD_SOURCES] = {"Sources", "Quellen", "Sources", "Fuentes", "Fonti",
                      "Bronnen", "Kilder", "Källor", "Kilder", "Źródła",
                      "Fontes"},
    [WORD_NOTES] = {"Notes", "Anmerkungen", "Notes", "Notas", "Note", "Noten",
                    "Noter", "Noter", "Noter", "Przypisy", "Notas"},
    [WORD_COLOPHON] = {"Colophon", "Kolophon", "Colophon", "Colofón",
                       "Colophon", "Colofon", "Kolofon", "Kolofon", "Kolofon",
                       "Kolofon", "Colofão"},
    [WORD_SECTION] = {"section", "Abschnitt", "section", "sección", "sezione",
                      "sectie", "afsnit", "avsnitt", "avsnitt", "rozdział",
                      "secção"},
    [WORD_FIGURE] = {"figure", "Abbildung", "figure", "figura", "figura",
                     "figuur", "figur", "figur", "figur", "rysunek", "figura"},
    [WORD_TABLE] = {"table", "Tabelle", "tableau", "tabla", "tabella", "tabel",
                    "tabel", "tabell", "tabell", "tabela", "tabela"},
    [WORD_EQUATION] = {"equation", "Gleichung", "équation", "ecuación",
                       "equazione", "vergelijking", "ligning", "ekvation",
                       "ligning", "równanie", "equação"},
    [WORD_PAGE] = {"page", "Seite", "page", "página", "pagina", "pagina",
                   "side", "sida", "side", "strona", "página"},
    [WORD_NOTE] = {"note", "Anmerkung", "note", "nota", "nota", "noot", "note",
                   "not", "note", "przypis", "nota"},
    [WORD_SOURCE] = {"Source", "Quelle", "Source", "Fuente", "Fonte", "Bron",
                     "Kilde", "Källa", "Kilde", "Źródło", "Fonte"},
    [WORD_AND] = {"and", "und", "et", "y", "e", "en", "og", "och", "og", "i",
                  "e"},
    [WORD_OTHERS] = {"et al.", "u. a.", "et al.", "et al.", "et al.", "e.a.",
                     "m.fl.", "m.fl.", "m.fl.", "i in.", "et al."},
    [WORD_EDITOR] = {"ed.", "Hrsg.", "éd.", "ed.", "cur.", "red.", "red.",
                     "red.", "red.", "red.", "org."},
    [WORD_EDITORS] = {"eds.", "Hrsg.", "éds.", "eds.", "curr.", "red.", "red.",
                      "red.", "red.", "red.", "orgs."},
    [WORD_EDITED_BY] = {"edited by", "herausgegeben von",
                        "sous la direction de", "editado por", "a cura di",
                        "onder redactie van", "redigeret af", "redigerad av",
                        "redigert av", "pod redakcją", "organizado por"},
    [WORD_IN] = {"In", "In", "In", "En", "In", "In", "I", "I", "I", "W", "Em"},
    [WORD_EDITION] = {"edition", "Auflage", "édition", "edición", "edizione",
                      "druk", "udgave", "upplagan", "utgave", "wydanie",
                      "edição"},
    [WORD_REPORT] = {"Report", "Bericht", "Rapport", "Informe", "Rapporto",
                     "Rapport", "Rapport", "Rapport", "Rapport", "Raport",
                     "Relatório"},
    [WORD_THESIS] = {"Thesis", "Hochschulschrift", "Thèse", "Tesis", "Tesi",
                     "Proefschrift", "Afhandling", "Avhandling", "Avhandling",
                     "Rozprawa", "Tese"},
    [WORD_DOCTOR] = {"PhD thesis", "Dissertation", "Thèse de doctorat",
                     "Tesis doctoral", "Tesi di dottorato", "Proefschrift",
                     "Ph.d.-afhandling", "Doktorsavhandling",
                     "Doktoravhandling", "Rozprawa doktorska",
                     "Tese de doutoramento"},
    [WORD_MASTER] = {"Master’s thesis", "Masterarbeit", "Mémoire de master",
                     "Trabajo de fin de máster", "Tesi di laurea magistrale",
                     "Masterscriptie", "Speciale", "Masteruppsats",
                     "Masteroppgave", "Praca magisterska",
                     "Dissertação de mestrado"},
    [WORD_NO_DATE] = {"n.d.", "o. J.", "s. d.", "s. f.", "s.d.", "z.j.", "u.å.",
                      "u.å.", "u.å.", "b.r.", "s.d."},
    [WORD_ACCESSED] = {"Accessed", "Abgerufen am", "Consulté le",
                       "Consultado el", "Consultato il", "Geraadpleegd op",
                       "Besøgt", "Hämtad", "Besøkt", "Dostęp", "Consultado em"},
    [WORD_CITED_PAGE] = {"Cited on page", "Zitiert auf Seite", "Cité page",
                         "Citado en la página", "Citato a pagina",
                         "Geciteerd op pagina", "Citeret på side",
                         "Citerad på sida", "Sitert på side",
                         "Cytowane na stronie", "Citado na página"},
    [WORD_CITED_PAGES] = {"Cited on pages", "Zitiert auf den Seiten",
                          "Cité pages", "Citado en las páginas",
                          "Citato alle pagine", "Geciteerd op pagina’s",
                          "Citeret på siderne", "Citerad på sidorna",
                          "Sitert på sidene", "Cytowane na stronach",
                          "Citado nas páginas"},
    [WORD_BACK] = {"Back to citation", "Zurück zur Stelle",
                   "Retour à la citation", "Volver a la cita",
                   "Torna alla citazione", "Terug naar de verwijzing",
                   "Tilbage til henvisningen", "Tillbaka till hänvisningen",
                   "Tilbake til henvisningen", "Powrót do cytatu",
                   "Voltar à citação"},
    [WORD_SET_IN] =
        {"Set in {1}, {4} on {5} points, with {2} and {3}, on pages of {6} by "
         "{7} millimetres with {8} lines to a page.",
         "Gesetzt aus der {1}, {4} auf {5} Punkt, mit {2} und {3}, auf Seiten "
         "von {6} mal {7} Millimetern mit {8} Zeilen.",
         "Composé en {1}, corps {4} sur {5} points, avec {2} et {3}, sur des "
         "pages de {6} sur {7} millimètres de {8} lignes.",
         "Compuesto en {1}, {4} sobre {5} puntos, con {2} y {3}, en páginas de "
         "{6} por {7} milímetros con {8} líneas.",
         "Composto in {1}, {4} su {5} punti, con {2} e {3}, su pagine di {6} "
         "per {7} millimetri con {8} righe.",
         "Gezet uit de {1}, {4} op {5} punten, met {2} en {3}, op bladzijden "
         "van {6} bij {7} millimeter met {8} regels.",
         "Sat med {1}, {4} på {5} punkt, med {2} og {3}, på sider på {6} gange "
         "{7} millimeter med {8} linjer.",
         "Satt med {1}, {4} på {5} punkter, med {2} och {3}, på sidor om {6} "
         "gånger {7} millimeter med {8} rader.",
         "Satt med {1}, {4} på {5} punkter, med {2} og {3}, på sider på {6} "
         "ganger {7} millimeter med {8} linjer.",
         "Złożono krojem {1}, {4} na {5} punktów, a także {2} i {3}, na "
         "stronach {6} na {7} milimetrów po {8} wierszy.",
         "Composto em {1}, {4} sobre {5} pontos, com {2} e {3}, em páginas de "
         "{6} por {7} milímetros com {8} linhas."},
    [WORD_MADE_BY] = {"Made by Octavo {1}, from {2} words.",
                      "Gemacht mit Octavo {1}, aus {2} Wörtern.",
                      "Fait par Octavo {1}, de {2} mots.",
                      "Hecho por Octavo {1}, con {2} palabras.",
                      "Fatto da Octavo {1}, con {2} parole.",
                      "Gemaakt door Octavo {1}, uit {2} woorden.",
                      "Lavet af Octavo {1}, af {2} ord.",
                      "Gjord av Octavo {1}, av {2} ord.",
                      "Laget av Octavo {1}, av {2} ord.",
                      "Wykonano programem Octavo {1}; liczba słów: {2}.",
                      "Feito por Octavo {1}, com {2} palavras."},
    [WORD_MADE_ON] = {"Made by Octavo {1} on {3}, from {2} words.",
                      "Gemacht mit Octavo {1} am {3}, aus {2} Wörtern.",
                      "Fait par Octavo {1} le {3}, de {2} mots.",
                      "Hecho por Octavo {1} el {3}, con {2} palabras.",
                      "Fatto da Octavo {1}, {3}, con {2} parole.",
                      "Gemaakt door Octavo {1} op {3}, uit {2} woorden.",
                      "Lavet af Octavo {1} den {3}, af {2} ord.",
                      "Gjord av Octavo {1} den {3}, av {2} ord.",
                      "Laget av Octavo {1} {3}, av {2} ord.",
                      "Wykonano programem Octavo {1} {3}; liczba słów: {2}.",
                      "Feito por Octavo {1} em {3}, com {2} palavras."},
    [WORD_NO_PICTURE] = {"a picture is missing here", "hier fehlt ein Bild",
                         "une image manque ici", "aquí falta una imagen",
                         "qui manca un’immagine",
                         "hier ontbreekt een afbeelding",
                         "her mangler et billede", "här saknas en bild",
                         "her mangler et bilde", "tu brakuje obrazu",
                         "falta aqui uma imagem"},
    [WORD_NO_FIGURE] = {"a figure is missing here", "hier fehlt eine Abbildung",
                        "une figure manque ici", "aquí falta una figura",
                        "qui manca una figura", "hier ontbreekt een figuur",
                        "her mangler en figur", "här saknas en figur",
                        "her mangler en figur", "tu brakuje rysunku",
                        "falta aqui uma figura"},
    [WORD_NOT_DRAWN] = {"a figure could not be drawn",
                        "eine Abbildung konnte nicht gezeichnet werden",
                        "une figure n’a pas pu être tracée",
                        "no se pudo dibujar una figura",
                        "una figura non è stata disegnata",
                        "een figuur kon niet worden getekend",
                        "en figur kunne ikke tegnes",
                        "en figur kunde inte ritas",
                        "en figur kunne ikke tegnes",
                        "nie udało się narysować rysunku",
                        "não foi possível desenhar uma figura"},
    [WORD_DONE] = {"done", "erledigt", "fait", "hecho", "fatto", "gedaan",
                   "gjort", "klart", "gjort", "zrobione", "feito"},
    [WORD_TO_DO] = {"to do", "zu tun", "à faire", "por hacer", "da fare",
                    "te doen", "at gøre", "att göra", "å gjøre", "do zrobienia",
                    "por fazer"},
    [WORD_ALERT_NOTE] = {"Note", "Hinweis", "Remarque", "Nota", "Nota",
                         "Opmerking", "Bemærk", "Observera", "Merk", "Uwaga",
                         "Nota"},
    [WORD_ALERT_TIP] = {"Tip", "Tipp", "Astuce", "Consejo", "Suggerimento",
                        "Tip", "Tip", "Tips", "Tips", "Wskazówka", "Dica"},
    [WORD_ALERT_IMPORTANT] = {"Important", "Wichtig", "Important", "Importante",
                              "Importante", "Belangrijk", "Vigtigt", "Viktigt",
                              "Viktig", "Ważne", "Importante"},
    [WORD_ALERT_WARNING] = {"Warning", "Warnung", "Avertissement",
                            "Advertencia", "Avvertenza", "Waarschuwing",
                            "Advarsel", "Varning", "Advarsel", "Ostrzeżenie",
                            "Aviso"},
    [WORD_ALERT_CAUTION] = {"Caution", "Vorsicht", "Attention", "Precaución",
                            "Attenzione", "Voorzichtig", "Forsigtig",
                            "Var försiktig", "Forsiktig", "Przestroga",
                            "Cuidado"},
    [WORD_SKIP] = {"Skip to the text", "Zum Text", "Aller au texte",
                   "Ir al texto", "Vai al testo", "Naar de tekst",
                   "Gå til teksten", "Gå till texten", "Gå til teksten",
                   "Przejdź do tekstu", "Ir para o texto"},
    [WORD_BEGINNING] = {"Back to the beginning", "Zurück zum Anfang",
                        "Retour au début", "Volver al principio",
                        "Torna all’inizio", "Terug naar het begin",
                        "Tilbage til begyndelsen", "Tillbaka till början",
                        "Tilbake til begynnelsen", "Wróć na początek",
                        "Voltar ao início"},
    [WORD_PAGES] = {"Pages", "Seiten", "Pages", "Páginas", "Pagine", "Pagina’s",
                    "Sider", "Sidor", "Sider", "Strony", "Páginas"},
    [WORD_BEFORE] = {"Before", "Zurück", "Précédent", "Anterior", "Precedente",
                     "Vorige", "Forrige", "Föregående", "Forrige", "Wstecz",
                     "Anterior"},
    [WORD_NEXT] = {"Next", "Weiter", "Suivant", "Siguiente", "Successivo",
                   "Volgende", "Næste", "Nästa", "Neste", "Dalej", "Seguinte"},
    [WORD_BEGIN] = {"Begin with", "Beginnen mit", "Commencer par",
                    "Empezar por", "Comincia da", "Begin met", "Begynd med",
                    "Börja med", "Begynn med", "Zacznij od", "Começar por"},
    [WORD_LINK] = {"Link to this section", "Link zu diesem Abschnitt",
                   "Lien vers cette section", "Enlace a esta sección",
                   "Collegamento a questa sezione", "Link naar deze sectie",
                   "Link til dette afsnit", "Länk till detta avsnitt",
                   "Lenke til dette avsnittet", "Odnośnik do tego rozdziału",
                   "Ligação a esta secção"},
    [WORD_NOTE_MARK] = {"Note {1}", "Anmerkung {1}", "Note {1}", "Nota {1}",
                        "Nota {1}", "Noot {1}", "Note {1}", "Not {1}",
                        "Note {1}", "Przypis {1}", "Nota {1}"},
    [WORD_NOTE_BACK] = {"Back to mark {1}", "Zurück zur Anmerkung {1}",
                        "Retour à l’appel de note {1}",
                        "Volver a la llamada {1}", "Torna al richiamo {1}",
                        "Terug naar nootteken {1}", "Tilbage til notetegn {1}",
                        "Tillbaka till nottecken {1}",
                        "Tilbake til notetegn {1}", "Wróć do odsyłacza {1}",
                        "Voltar à chamada {1}"},
    [WORD_CSV] = {"Data as CSV", "Daten als CSV", "Données en CSV",
                  "Datos en CSV", "Dati in CSV", "Gegevens als CSV",
                  "Data som CSV", "Data som CSV", "Data som CSV",
                  "Dane jako CSV", "Dados em CSV"},
    [WORD_BEHIND] = {"Data behind this figure", "Daten dieser Abbildung",
                     "Données de cette figure", "Datos de esta figura",
                     "Dati di questa figura", "Gegevens achter deze figuur",
                     "Data bag denne figur", "Data bakom denna figur",
                     "Data bak denne figuren", "Dane tego rysunku",
                     "Dados desta figura"},
    [WORD_BEHIND_FRAMES] = {"Data behind this sequence", "Daten dieser Folge",
                            "Données de cette séquence",
                            "Datos de esta secuencia",
                            "Dati di questa sequenza",
                            "Gegevens achter deze reeks",
                            "Data bag denne sekvens",
                            "Data bakom denna sekvens",
                            "Data bak denne sekvensen", "Dane tej sekwencji",
                            "Dados desta sequência"},
    [WORD_ROWS] = {"{1} of {2} rows, evenly spaced",
                   "{1} von {2} Zeilen, in gleichen Abständen",
                   "{1} lignes sur {2}, à intervalles égaux",
                   "{1} de {2} filas, a intervalos iguales",
                   "{1} righe su {2}, a intervalli uguali",
                   "{1} van {2} rijen, op gelijke afstand",
                   "{1} af {2} rækker med lige stor afstand",
                   "{1} av {2} rader med jämna mellanrum",
                   "{1} av {2} rader med jevne mellomrom",
                   "wiersze: {1} z {2}, w równych odstępach",
                   "{1} de {2} linhas, a intervalos iguais"},
    [WORD_PARAMETERS] = {"{1} parameters", "{1} Parameter", "{1} paramètres",
                         "{1} parámetros", "{1} parametri", "{1} parameters",
                         "{1} parametre", "{1} parametrar", "{1} parametere",
                         "parametry: {1}", "{1} parâmetros"},
    [WORD_EVIDENCE] = {"evidence", "Belege", "preuves", "evidencia", "prove",
                       "bewijs", "belæg", "belägg", "belegg", "dowody",
                       "evidência"},
    [WORD_SAMPLE] = {"1 sample, seed {2}", "1 Stichprobe, Startwert {2}",
                     "1 tirage, graine {2}", "1 muestra, semilla {2}",
                     "1 campione, seme {2}", "1 steekproef, startwaarde {2}",
                     "1 stikprøve, startværdi {2}",
                     "1 stickprov, startvärde {2}", "1 utvalg, startverdi {2}",
                     "1 próbka, ziarno {2}", "1 amostra, semente {2}"},
    [WORD_SAMPLES] = {"{1} samples, seed {2}", "{1} Stichproben, Startwert {2}",
                      "{1} tirages, graine {2}", "{1} muestras, semilla {2}",
                      "{1} campioni, seme {2}",
                      "{1} steekproeven, startwaarde {2}",
                      "{1} stikprøver, startværdi {2}",
                      "{1} stickprov, startvärde {2}",
                      "{1} utvalg, startverdi {2}", "próbki: {1}, ziarno {2}",
                      "{1} amostras, semente {2}"},
    [WORD_PHASES] = {"Phases", "Phasen", "Phases", "Fases", "Fasi", "Fasen",
                     "Faser", "Faser", "Faser", "Fazy", "Fases"},
    [WORD_SEARCH] = {"Search this book", "Dieses Buch durchsuchen",
                     "Chercher dans ce livre", "Buscar en este libro",
                     "Cerca in questo libro", "Zoek in dit boek",
                     "Søg i denne bog", "Sök i denna bok", "Søk i denne boken",
                     "Szukaj w tej książce", "Procurar neste livro"},
    [WORD_ENLARGE] = {"Enlarge {1}", "{1} vergrößern", "Agrandir {1}",
                      "Ampliar {1}", "Ingrandisci {1}", "{1} vergroten",
                      "Forstør {1}", "Förstora {1}", "Forstørr {1}",
                      "Powiększ: {1}", "Ampliar {1}"},
    [WORD_CLOSE] = {"Close", "Schließen", "Fermer", "Cerrar", "Chiudi",
                    "Sluiten", "Luk", "Stäng", "Lukk", "Zamknij", "Fechar"},
    [WORD_NOT_FOUND] = {"Nothing found", "Nichts gefunden", "Aucun résultat",
                        "Nada encontrado", "Nessun risultato", "Niets gevonden",
                        "Intet fundet", "Inget hittades", "Ingenting funnet",
                        "Nic nie znaleziono", "Nada encontrado"},
    [WORD_PHASE] = {"Phase {1}", "Phase {1}", "Phase {1}", "Fase {1}",
                    "Fase {1}", "Fase {1}", "Fase {1}", "Fas {1}", "Fase {1}",
                    "Faza {1}", "Fase {1}"},
    [WORD_KEY_FRAMES] = {"{1} key frames", "{1} Schlüsselbilder",
                         "{1} images clés", "{1} fotogramas clave",
                         "{1} fotogrammi chiave", "{1} sleutelbeelden",
                         "{1} nøglebilleder", "{1} nyckelbilder",
                         "{1} nøkkelbilder", "klatki kluczowe: {1}",
                         "{1} imagens-chave"},
    [WORD_FRAME] = {"Frame {1} of {2}", "Bild {1} von {2}", "Image {1} sur {2}",
                    "Fotograma {1} de {2}", "Fotogramma {1} di {2}",
                    "Beeld {1} van {2}", "Billede {1} af {2}",
                    "Bild {1} av {2}", "Bilde {1} av {2}", "Klatka {1} z {2}",
                    "Imagem {1} de {2}"},
    [WORD_DATE] = {"date", "Datum", "date", "fecha", "data", "datum", "dato",
                   "datum", "dato", "data", "data"},
    [WORD_ROW] = {"{1} row", "{1} Zeile", "{1} ligne", "{1} fila", "{1} riga",
                  "{1} rij", "{1} række", "{1} rad", "{1} rad", "wiersze: {1}",
                  "{1} linha"},
    [WORD_ALL_ROWS] = {"{1} rows", "{1} Zeilen", "{1} lignes", "{1} filas",
                       "{1} righe", "{1} rijen", "{1} rækker", "{1} rader",
                       "{1} rader", "wiersze: {1}", "{1} linhas"},
    [WORD_ROWS_OF] = {"{1} of {2}", "{1} mit {2}", "{1} avec {2}",
                      "{1} con {2}", "{1} con {2}", "{1} met {2}",
                      "{1} med {2}", "{1} med {2}", "{1} med {2}",
                      "{1}; kolumny: {2}", "{1} com {2}"},
    [WORD_ROWS_FROM] = {"{1}, {2} from {3} to {4}", "{1}, {2} von {3} bis {4}",
                        "{1}, {2} de {3} à {4}", "{1}, {2} de {3} a {4}",
                        "{1}, {2} da {3} a {4}", "{1}, {2} van {3} tot {4}",
                        "{1}, {2} fra {3} til {4}",
                        "{1}, {2} från {3} till {4}",
                        "{1}, {2} fra {3} til {4}", "{1}, {2} od {3} do {4}",
                        "{1}, {2} de {3} a {4}"},
    [WORD_ALWAYS] = {"always {1}", "immer {1}", "toujours {1}", "siempre {1}",
                     "sempre {1}", "altijd {1}", "altid {1}", "alltid {1}",
                     "alltid {1}", "zawsze {1}", "sempre {1}"},
    [WORD_RISES] = {"rises from {1} to {2}", "steigt von {1} auf {2}",
                    "monte de {1} à {2}", "sube de {1} a {2}",
                    "sale da {1} a {2}", "stijgt van {1} tot {2}",
                    "stiger fra {1} til {2}", "stiger från {1} till {2}",
                    "stiger fra {1} til {2}", "rośnie od {1} do {2}",
                    "sobe de {1} a {2}"},
    [WORD_FALLS] = {"falls from {1} to {2}", "fällt von {1} auf {2}",
                    "descend de {1} à {2}", "baja de {1} a {2}",
                    "scende da {1} a {2}", "daalt van {1} tot {2}",
                    "falder fra {1} til {2}", "faller från {1} till {2}",
                    "faller fra {1} til {2}", "maleje od {1} do {2}",
                    "desce de {1} a {2}"},
    [WORD_RUNS] = {"from {1} to {2}", "von {1} bis {2}", "de {1} à {2}",
                   "de {1} a {2}", "da {1} a {2}", "van {1} tot {2}",
                   "fra {1} til {2}", "från {1} till {2}", "fra {1} til {2}",
                   "od {1} do {2}", "de {1} a {2}"},
    [WORD_LOWEST] = {"lowest {1}", "niedrigster Wert {1}", "minimum {1}",
                     "mínimo {1}", "minimo {1}", "laagste waarde {1}",
                     "laveste værdi {1}", "lägsta värde {1}",
                     "laveste verdi {1}", "najmniej {1}", "mínimo {1}"},
    [WORD_HIGHEST] = {"highest {1}", "höchster Wert {1}", "maximum {1}",
                      "máximo {1}", "massimo {1}", "hoogste waarde {1}",
                      "højeste værdi {1}", "högsta värde {1}",
                      "høyeste verdi {1}", "najwięcej {1}", "máximo {1}"},
    [WORD_MORE_COLUMNS] =
        {"Further columns in the data: {1}.",
         "Weitere Spalten in den Daten: {1}.",
         "Autres colonnes dans les données : {1}.",
         "Otras columnas en los datos: {1}.", "Altre colonne nei dati: {1}.",
         "Verdere kolommen in de gegevens: {1}.", "Flere kolonner i data: {1}.",
         "Fler kolumner i data: {1}.", "Flere kolonner i data: {1}.",
         "Dalsze kolumny w danych: {1}.", "Outras colunas nos dados: {1}."},
    [WORD_RANGE] = {"{1} to {2}", "{1} bis {2}", "{1} à {2}", "{1} a {2}",
                    "{1} a {2}", "{1} tot {2}", "{1} til {2}", "{1} till {2}",
                    "{1} til {2}", "{1} do {2}", "{1} a {2}"},
    [WORD_RANGE_FROM] = {"from {1}", "ab {1}", "à partir de {1}", "desde {1}",
                         "da {1}", "vanaf {1}", "fra {1}", "från {1}",
                         "fra {1}", "od {1}", "desde {1}"},
    [WORD_RANGE_TO] = {"to {1}", "bis {1}", "jusqu’à {1}", "hasta {1}",
                       "fino a {1}", "tot {1}", "til {1}", "till {1}",
                       "til {1}", "do {1}", "até {1}"},
};

const char *
tongue_say(const char *language, enum saying word)
{
    return words[word][tongue_find(language)->column];
}

const char *
tongue_thin(const char *language)
{
    return tongue_find(language)->spaced ? "\u202f" : "";
}

const char *
words_begin(struct arena *arena, const char *plain)
{
    char *begin = arena_string(arena, plain);
    unsigned char *at = (unsigned char *)begin;

    if (*at >= 'a' && *at <= 'z')
        *at = (unsigned char)(*at - 32);
    else if (*at == 0xc3 && at[1] >= 0xa0 && at[1] <= 0xbe)
        at[1] = (unsigned char)(at[1] - 32);
    return begin;
}

const char *
tongue_begin(struct arena *arena, const char *language, enum saying word)
{
    return words_begin(arena, tongue_say(language, word));
}

const char *
tongue_fill(struct arena *arena, const char *pattern, const char *const *values)
{
    struct text text = text_new(arena);

    for (; *pattern; pattern++)
        if (*pattern == '{' && pattern[1] >= '1' && pattern[2] == '}') {
            text_add(&text, values[pattern[1] - '1']);
            pattern += 2;
        } else {
            text_char(&text, *pattern);
        }
    return text.at;
}

const char *
tongue_date(struct arena *arena, const char *language, const char *date)
{
    const struct tongue *tongue = tongue_find(language);
    int year, month, day;

    if (!date || strlen(date) != 10 ||
        sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 ||
        month > 12)
        return date;
    const char *const *months =
        tongue->dates[0] ? tongue->dates : tongue->months;
    bool ordinal = day == 1 && !strcmp(tongue->language, "fr");
    const char *const values[] = {
        arena_print(arena, "%d%s", day, ordinal ? "er" : ""), months[month - 1],
        arena_print(arena, "%d", year)};
    /* English outside America has the day before the month. */
    bool american = !strcmp(language, "en-US");
    return tongue_fill(
        arena, tongue->column == 0 && !american ? "{1} {2} {3}" : tongue->date,
        values);
}
