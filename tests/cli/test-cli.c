/* Every verb as a user runs it: what it prints, how it ends, what lies in the folder afterwards. */
#include "cli-runner.h"

#include <signal.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *command;
  int status;
  const char *out, *err; /* patterns with * and ?, NULL = nothing at all */
  const char *file;      /* there afterwards, and was not before; NULL = no new file */
  const char *input;
  const char *language;
} Row;

static const Row rows[] = {
  /* The program itself. */
  { "bare", "", 2, NULL, "Say what to do*--help*" },
  { "help", "--help", 0, "Usage: waymark-cli*export*outline*", NULL },
  { "version", "--version", 0, "waymark-cli ?.?.?\n", NULL },
  { "verb", "exprot good.waymark", 2, NULL, "There is no verb “exprot”. Did you mean “export”?*" },
  { "verb-strange", "brew", 2, NULL, "There is no verb “brew”.\n*" },
  { "verb-file", "good.waymark", 2, NULL, "*verb is missing. Did you mean “waymark-cli export good.waymark”?*" },
  { "verb-german", "exprot x", 2, NULL, "*War „export“ gemeint?*", .language = "de" },
  { "option", "export --fromat pdf good.waymark", 2, NULL, "*“--fromat”. Did you mean “--format”?\n*“waymark-cli export --help”*" },
  { "option-value", "export good.waymark --page", 2, NULL, "*--page*" },
  { "option-strange", "check --zzzzzzzzzzzzz good.waymark", 2, NULL, "There is no option “--zzzzzzzzzzzzz”.\n*" },

  /* new, templates */
  { "new", "new map.waymark", 0, NULL, NULL, "map.waymark" },
  { "new-stdout", "new --template b2b-solution --title 'A & B' -", 0, "*<title>A &amp; B</title>*", NULL },
  { "new-german", "new -", 0, "*xml:lang=\"de\"*", NULL, .language = "de" },
  { "new-language", "new --language de -", 0, "*xml:lang=\"de\"*", NULL },
  { "new-exists", "new good.waymark", 1, NULL, "good.waymark: There is such a file already*" },
  { "new-force", "new --force good.waymark", 0, NULL, NULL },
  { "new-template", "new --template nosuch map.waymark", 1, NULL, "There is no template “nosuch”. Choose one of blank, *" },
  { "new-title", "new --title '' map.waymark", 2, NULL, "The title “” *" },
  { "new-nowhere", "new no/such/folder/map.waymark", 1, NULL, "no/such/folder/map.waymark: *" },
  { "new-nothing", "new", 2, NULL, "Name a file.*" },
  { "new-many", "new a b", 2, NULL, "*one file, and here are 2*" },
  { "templates", "templates", 0, "blank *b2b-solution *newsletter *", NULL },
  { "templates-json", "templates --json --language de", 0, "[\n  {\n    \"name\": \"blank\",\n    \"language\": \"de\",*]\n", NULL },
  { "templates-file", "templates x", 2, NULL, "“templates” takes no files.*" },

  /* drafts */
  { "drafts-which", "drafts --recover x", 2, NULL, "A FILE goes with --recover*" },
  { "drafts-gone", "drafts --recover 0f3c2f0e-5c5e-4d7e-9d0a-0b6f6f1f7a10 rescued.waymark", 1, NULL, "This draft is gone. *" },
  { "drafts-there", "drafts --recover 0f3c2f0e-5c5e-4d7e-9d0a-0b6f6f1f7a10 good.waymark", 1, NULL, "good.waymark: There is such a file already*" },

  { "new-language-none", "new --language fr x.waymark", 1, NULL, "The template “blank” is not there in the language “fr”. Choose one of de, en.\n" },

  /* import */
  { "import-mermaid", "import journey.mmd", 0, "journey.waymark\n", NULL, "journey.waymark" },
  { "import-fence", "import readme.md -o -", 0, "*<title>Repair</title>*Call the hotline*", NULL },
  { "import-stdin", "import - -o -", 0, "*name=\"Drink\"*", "*", .input = "journey\nsection A\nDrink: 3: Me\n" },
  { "import-table", "import table.csv -o repair.waymark", 0, "repair.waymark\n", "*", "repair.waymark" },
  { "import-other", "import flow.mmd", 1, NULL, "flow.mmd:*" },
  { "import-contacts", "import contacts.csv --into good.waymark", 0, "Ada Roth · Decider: New\nPaul Lenz · Approver: New\n", "Left out*: Opportunity Name, Phone.\n", "good.waymark~" },
  { "import-contacts-dry", "import contacts.csv --from contacts --into good.waymark --dry-run", 0, "Ada Roth*", "*" },
  { "import-contacts-alone", "import contacts.csv --from contacts", 2, NULL, "Contacts go into a map there is.*" },
  { "import-contacts-none", "import table.csv --from contacts --into good.waymark", 1, NULL, "table.csv: This is no list of contacts.*" },
  { "import-dry", "import journey.mmd --dry-run", 2, NULL, "--dry-run goes with contacts.*" },
  { "import-exists", "import journey.mmd -o good.waymark", 1, NULL, "good.waymark: There is such a file already*" },
  { "import-itself", "import journey.mmd -o journey.mmd --force", 1, NULL, "journey.mmd: This is what is imported*" },
  { "import-from", "import table.csv --from xls", 2, NULL, "There is no format “xls”. Choose one of auto, *" },
  { "import-waymark", "import good.waymark", 1, NULL, "good.waymark: *" },
  { "import-both", "import a.csv --into good.waymark -o x", 2, NULL, "Either --into*" },
  { "import-into-grid", "import table.csv --into good.waymark", 1, NULL, "table.csv: Only a CSV list*" },

  /* export */
  { "export", "export good.waymark", 0, "good.pdf\n", NULL, "good.pdf" },
  { "export-svg", "export good.waymark --format svg", 0, "good.svg\n", NULL, "good.svg" },
  { "export-png", "export good.waymark -o small.png --scale 0.5", 0, "small.png\n", NULL, "small.png" },
  { "export-mermaid", "export good.waymark --format mermaid -o -", 0, "journey\n*Visit the site*", "*" },
  { "export-list", "export good.waymark -o list.csv", 0, "list.csv\n", NULL, "list.csv" },
  { "export-grid", "export good.waymark -f csv-grid -o -", 0, "*Visit the site*", NULL },
  { "export-stdin", "export - --format svg", 0, "<?xml*<svg*Drink*", "*", .input = "journey\nsection A\nDrink: 3: Me\n" },
  { "export-of-mermaid", "export journey.mmd", 0, "journey.pdf\n", NULL, "journey.pdf" },
  { "export-of-fence", "export readme.md -o repair.svg", 0, "repair.svg\n", NULL, "repair.svg" },
  { "export-no-folder", "export good.waymark -o nowhere/x.pdf", 1, NULL, "nowhere/x.pdf: There is no folder “nowhere”. *" },
  { "export-two-pdf", "export two.waymark", 0, "two.pdf\n", NULL, "two.pdf" },
  { "export-two-svg", "export two.waymark -f svg", 0, "two-today.svg\ntwo-ziel-für-morgen.svg\n", NULL, "two-today.svg" },
  { "export-two-named", "export two.waymark -o x.svg", 0, "x-today.svg\nx-ziel-für-morgen.svg\n", NULL, "x-today.svg" },
  { "export-two-stdout", "export two.waymark -f svg -o -", 1, NULL, "two.waymark: This map has several journeys*“Today”, “Ziel für morgen”.\n" },
  { "export-journey", "export two.waymark --journey 'ZIEL FÜR MORGEN' -o x.svg", 0, "x.svg\n", NULL, "x.svg" },
  { "export-journey-id", "export two.waymark --journey jn-aim1 -o x.svg", 0, "x.svg\n", NULL, "x.svg" },
  { "export-journey-none", "export two.waymark --journey Never", 1, NULL, "two.waymark: There is no journey “Never”. There are “Today”, “Ziel für morgen”.\n" },
  { "export-phases", "export two.waymark --phases Look -f svg", 0, "two.svg\n", NULL, "two.svg" },
  { "export-phases-none", "export good.waymark --phases Look,Sell", 1, NULL, "good.waymark: There is no phase “Sell” to show. There are “Look”, “Buy”.\n" },
  { "export-lanes-none", "export good.waymark --lanes emotion", 1, NULL, "good.waymark: There is no lane “emotion” to show. There are “Touchpoints”.\n" },
  { "export-folder", "export good.waymark two.waymark -o out/", 0, "out/good.pdf\nout/two.pdf\n", NULL, "out" },
  { "export-folder-missing", "export good.waymark two.waymark -o x.pdf", 2, NULL, "“x.pdf” cannot take 2 maps*" },
  { "export-continues", "export wrong.xml good.waymark", 1, "good.pdf\n", "wrong.xml: There is no such file*", "good.pdf" },
  { "export-twice", "export good.waymark good.waymark", 1, "good.pdf\n", "good.waymark: “good.pdf” was written from another map just now*", "good.pdf" },
  { "export-over-input", "export journey.mmd --format mermaid", 1, NULL, "*journey.mmd: “journey.mmd” is what is exported*" },
  { "export-to-waymark", "export journey.mmd -o x.waymark", 2, NULL, "“x.waymark” would be a map.*" },
  { "export-ending", "export good.waymark -o poster", 2, NULL, "“poster” does not say which format.*" },
  { "export-clash", "export good.waymark -o x.png --format pdf", 2, NULL, "“x.png” and --format pdf do not go together.*" },
  { "export-format", "export good.waymark --format docx", 2, NULL, "There is no format “docx”. Choose one of pdf, *" },
  { "export-page", "export good.waymark --page b9", 2, NULL, "*“b9”*a4*" },
  { "export-page-png", "export good.waymark -f png --page a4", 2, NULL, "--page does not go with the format png.*" },
  { "export-scale-pdf", "export good.waymark --scale 2", 2, NULL, "--scale goes with --tile.*" },
  { "export-scale", "export good.waymark -f png --scale big", 2, NULL, "--scale takes a number*“big”*" },
  { "export-margin", "export good.waymark --page a4 --margin 25", 0, "good.pdf\n", NULL, "good.pdf" },
  { "export-margin-wide", "export good.waymark --page a4 --margin 100", 1, NULL, "good.waymark: Margins and overlap leave no room on a page a4.*" },
  { "export-margin-png", "export good.waymark -f png --margin 5", 2, NULL, "--margin does not go with the format png.*" },
  { "export-tile-map", "export good.waymark --tile --page map", 2, NULL, "A page as large as the map needs no tiles*" },
  { "export-tile", "export good.waymark --tile --page a4 --scale 1.5 --overlap 5", 0, "good.pdf\n", NULL, "good.pdf" },
  { "export-dark-pdf", "export good.waymark --theme dark", 2, NULL, "--theme does not go with the format pdf.*" },
  { "export-dark", "export good.waymark --theme dark -f svg", 0, "good.svg\n", NULL, "good.svg" },
  { "export-theme", "export good.waymark --theme neon -f svg", 2, NULL, "--theme is light or dark*" },
  { "export-as-of", "export good.waymark --as-of tomorrow", 2, NULL, "--as-of takes a date such as*" },
  { "export-orientation", "export good.waymark --orientation up", 2, NULL, "--orientation is*" },
  { "export-broken", "export malformed.waymark", 1, NULL, "malformed.waymark:*" },
  { "export-damaged", "export damaged.waymark", 0, "damaged.pdf\n", "*has no*<meta>*st-zzzz*", "damaged.pdf" },
  { "export-damaged-mermaid", "export damaged.waymark -f mermaid -o -", 0, "journey\n*", "*st-zzzz*" },
  { "export-damaged-svg", "export damaged.waymark -f svg -o -", 0, "<?xml*", "*st-zzzz*" },
  { "export-damaged-list", "export damaged.waymark -f csv-list -o -", 0, "*", "*st-zzzz*" },
  { "export-people", "export good.waymark --view stakeholders -o sheet.pdf", 0, "sheet.pdf\n", NULL, "sheet.pdf" },
  { "export-people-svg", "export good.waymark --view stakeholders -f svg -o -", 0, "<?xml*Buying center: *", NULL },
  { "export-people-safe", "export good.waymark --view stakeholders --safe -o sheet.pdf", 2, NULL, "*not for customers’ eyes*" },
  { "export-people-lanes", "export good.waymark --view stakeholders --lanes Emotion -o sheet.pdf", 2, NULL, "*are for maps*" },
  { "export-journeys", "export good.waymark --view journeys -o side.svg", 0, "side.svg\n", NULL, "side.svg" },
  { "export-actions", "export good.waymark --view actions -o grid.pdf", 0, "grid.pdf\n", NULL, "grid.pdf" },
  { "export-actions-svg", "export good.waymark --view actions -f svg -o -", 0, "<?xml*impact and effort*", NULL },
  { "export-actions-safe", "export good.waymark --view actions --safe -o grid.pdf", 2, NULL, "*not for customers’ eyes*" },
  { "export-view", "export good.waymark --view people", 2, NULL, "*There is no view “people”. Choose one of map, stakeholders, journeys, actions.*" },
  { "export-nothing", "export", 2, NULL, "Name at least one file.*" },
  { "export-german", "export two.waymark --journey Nie", 1, NULL, "two.waymark: *„Nie“*", .language = "de" },

  /* outline, info */
  { "outline", "outline good.waymark", 0, "Today (*)\n  Look\n    Search\n      - Visit the site [*Website*]\n  Buy\n    Order\n", NULL },
  { "outline-json", "outline --json good.waymark", 0, "[*\"journeys\": [*\"phases\": [*\"steps\": [*\"cards\": [*\"id\": \"tp-one1\"*]\n", NULL },
  { "outline-mermaid", "outline journey.mmd", 0, "*Go to work\n*Make tea*", NULL },
  { "outline-missing", "outline none.waymark good.waymark", 1, "Today*", "none.waymark: There is no such file*" },
  { "info", "info good.waymark", 0, "good.waymark\n*Umzug nach Köln\n*Touchpoints *1\n*", NULL },
  { "info-two", "info good.waymark two.waymark", 0, "good.waymark\n*two.waymark\n*", NULL },
  { "info-json", "info --json two.waymark", 0, "[*\"read-only\": false,*\"name\": \"Ziel für morgen\"*\"journeys\": 2,*]\n", NULL },
  { "info-newer", "info --json newer.waymark", 0, "*\"read-only\": true,*", NULL },
  { "info-german", "info good.waymark", 0, "good.waymark\n  Titel *", NULL, .language = "de" },
  { "info-other", "info journey.mmd", 1, NULL, "journey.mmd:1:1: This is not a Waymark map*" },

  /* data, figures, changes, refresh; more in the stories below */
  { "data-nothing", "data", 2, NULL, "Name at least one file.*" },
  { "data-word", "data improt x.csv", 2, NULL, "“data” cannot “improt”. Did you mean “import”?*" },
  { "data-word-strange", "data brew", 2, NULL, "“data” cannot “brew”.\n*" },
  { "data-import-nothing", "data import"
                           " --cache c/m.db",
    2, NULL, "Name at least one file.*" },
  { "data-decimal", "data import x.csv --decimal dot", 2, NULL, "--decimal is point or comma.*" },
  { "data-dates", "data import x.csv --dates ymd", 2, NULL, "--dates is dmy*" },
  { "data-show-none", "data show x --cache c/m.db", 1, NULL, "There is no dataset “x”.*", "c" },
  { "data-missing", "data import none.csv --cache c/m.db", 1, NULL, "none.csv: There is no such file*", "c" },
  { "data-no-table", "data import readme.md --cache c/m.db", 1, NULL, "*", "c" },
  { "figures-date", "figures measured.waymark --from yesterday", 2, NULL, "“yesterday” is no date.*" },
  { "figures-missing", "figures none.waymark --cache c/m.db", 1, NULL, "none.waymark: There is no such file*", "c" },
  { "refresh-missing", "refresh none.waymark --cache c/m.db", 1, NULL, "none.waymark: *", "c" },
  { "figures-german", "figures measured.waymark --from gestern", 2, NULL, "*gestern*", .language = "de" },

  /* check, format */
  { "check", "check good.waymark two.waymark", 0, NULL, "2 maps: no mistakes\n" },
  { "check-quiet", "check --quiet good.waymark", 0, NULL, NULL },
  { "check-wrong", "check wrong.waymark", 1, "wrong.waymark:23:9: *“st-none”*\n", "1 map: 1 mistake\n" },
  { "check-malformed", "check malformed.waymark good.waymark", 1, "malformed.waymark:*\n", "2 maps: 1 mistake\n" },
  { "check-newer", "check newer.waymark", 0, "newer.waymark:2*: warning: *1.9*\n", "1 map: no mistakes, 1 warning\n" },
  { "check-stdin", "check -", 1, "(standard input)*\n", "*", .input = "<a/>" },
  { "check-missing", "check none.waymark", 1, NULL, "none.waymark: There is no such file*" },
  { "check-german", "check wrong.waymark", 1, "wrong.waymark:23:9: *", "1 Karte: 1 Fehler\n", .language = "de" },
  { "flow", "flow events.csv", 0, "from * to * count * median * mean * p90 * journeys\nSearch * Order * 2 * 1 h 30 min * 1 h 30 min * 1 h 54 min * 2\n*", NULL },
  { "flow-csv", "flow --csv events.csv", 0, "from,to,count,median_s,mean_s,p90_s\r\nSearch,Order,2,5400,5400,6840\r\n*", NULL },
  { "flow-detailed", "flow --csv --detailed events.csv", 0, "from,to,count,median_s,mean_s,p90_s,min_s,max_s,journeys,median_low_s,median_high_s\r\nSearch,Order,2,5400,5400,6840,3600,7200,2,,\r\n*", NULL },
  { "flow-json", "flow --json events.csv", 0, "[*\"p90_s\": 6840,*\"min_s\": 3600,*\"max_s\": 7200,*\"journeys\": 2*]\n", NULL },
  { "flow-bare-touchpoints", "flow --touchpoints --csv events.csv", 0, "name,events,journeys,share,starts,ends,again,repeats\r\nOrder,2,2,0.666666666666667,0,2,0,0\r\nSearch,3,3,1,3,1,0,0\r\n", NULL },
  { "flow-no-log", "flow good.waymark", 1, NULL, "good.waymark: *no XES*" },
  { "flow-map", "flow --map good.waymark events.csv", 0, NULL, "*belong to no touchpoint*" },
  { "flow-column", "flow --case None events.csv", 1, NULL, "*no column “None”*" },
  { "flow-lifecycle", "flow --lifecycle half events.csv", 2, NULL, "*“half” is no choice*" },
  { "flow-paired", "flow --csv --lifecycle pair steps.csv", 0, "from,*\r\nSearch,Order,2,3600,3600,5520*", NULL },
  { "flow-complete", "flow --csv steps.csv", 0, "from,*\r\nSearch,Order,2,4500,4500,5700*", NULL },
  { "flow-measures", "flow --measures --csv --lifecycle pair steps.csv", 0, "id,name,*\r\n,Order,2,2,1,9,,,2,50,25,1,1800,1800,1,1200,1200\r\n,Search,2,2,2,6.5,*,1,1.5,1.5,2,900,1140,0,,\r\n,,4,2,3,7.33*,2,51.5,25.75,2,1800,2280,1,1200,1200\r\n", NULL },
  { "flow-measures-none", "flow --measures --csv events.csv", 0, "id,name,*\r\n,Order,2,2,0,,,,0,,,0,,,0,,\r\n*", "*no scores, no costs and no service times*" },
  { "flow-no-cost", "flow --measures --csv --cost '' --score '' steps.csv", 0, "id,name,*\r\n,Order,2,2,0,*", "*no scores*" },
  { "flow-cost-wrong", "flow --cost Price steps.csv", 1, NULL, "*no column “Price”*" },
  { "variants", "variants events.csv", 0, "count * share * path\n * 2 * 66.7 % * 66.7 % * 2 * 1 h 30 min * 1 h 54 min  Search > Order\n * 1 * 33.3 % * 100 % * 1 * 0 s * 0 s  Search\n", NULL },
  { "variants-top", "variants --csv --top 1 events.csv", 0, "count,share,cumulative,length,median_s,p90_s,path\r\n2,0.666666666666667,0.666666666666667,2,5400,6840,Search > Order\r\n", NULL },
  { "variants-top-wrong", "variants --top -1 events.csv", 2, NULL, "--top is a number*" },
  { "variants-json", "variants --json events.csv", 0, "[*\"count\": 2,*\"path\": \"Search > Order\"*]\n", NULL },
  { "conformance-no-map", "conformance --csv events.csv", 0, "journeys,exactly,share_exact,*\r\n3,2,0.666666666666667,*,0.888888888888889,1,5,0,2,2,1,2\r\n", "No map is named, *: Search > Order. *" },
  { "conformance-steps", "conformance --variants --csv --steps 'Sea* > Order' events.csv", 0, "count,length,cost,fitness,path\r\n2,2,0,1,Search > Order\r\n1,1,1,0.666666666666667,Search\r\n", NULL },
  { "conformance-steps-none", "conformance --steps 'Sea* > Dance' events.csv", 1, NULL, "No event of this log is what one of these steps says.\n" },
  { "conformance-steps-not", "conformance --steps 'Search > not Order' events.csv", 2, NULL, "“not” has no place among the steps*" },
  { "conformance-no-way", "conformance --map good.waymark events.csv", 1, NULL, "*No way leads through*" },
  { "conformance-missing", "conformance --missing --map ruled.waymark shop.csv", 0, "kind * name * to * count\nevent * Newsletter * 2\n*", NULL },
  { "flow-touchpoints", "flow --touchpoints --map ruled.waymark shop.csv", 0, "name * events *\nOrder it * 2 * 2 * 0 * 1 * 0 * 0 * 1 *", "*too young*" },
  { "flow-connections", "flow --connections --csv --map ruled.waymark shop.csv", 0, "from,to,*Find it,Order it,cn-00000001,true,2,2,5400,*", "*too young*" },
  { "flow-unbound", "flow --unbound --csv --map ruled.waymark shop.csv", 0, "event,*Newsletter,2,2,false,Order it,*Answer,1,1,true,*", "*too young*" },
  { "flow-summary", "flow --summary --csv --map ruled.waymark shop.csv", 0, "journeys,open,window_s,events,*3,1,*,6,2,1,7200,*,3,,,*,0,0,1,Find it,1,3,Find it,0.333333333333333,0\r\n", "*too young*" },
  { "flow-connections-no-map", "flow --connections --csv shop.csv", 0, "from,to,connection,drawn,*\r\nSearch,Order,,,2,2,5400,5400,6840,*", "*too young*" },
  { "flow-unbound-no-map", "flow --unbound shop.csv", 2, NULL, "Without a map every event stands for itself*--map*" },
  { "flow-summary-no-map", "flow --summary --csv shop.csv", 0, "journeys,*\r\n3,1,507600,9,0,0,345600,489600,3,,,290400,435600,0,0,1,Search,1,3,Answer,0.333333333333333,0\r\n", "1 journey is too young*" },
  { "flow-summary-text", "flow --summary shop.csv", 0, "journeys            3\nopen                *\nmostly first share  100 %\n*\nself loops          0\n", "*too young*" },
  { "flow-two-questions", "flow --summary --touchpoints shop.csv", 2, NULL, "Give one of --summary, *" },
  { "rules-no-map", "rules shop.csv", 2, NULL, "Contact rules are kept in a map: name it with --map MAP.*" },
  { "rules-none-json", "rules --json --map good.waymark shop.csv", 0, "[]\n", "good.waymark: There are no contact rules on this map yet.*" },
  { "list-all-print-csv", "list all --csv good.waymark", 2, NULL, "The lists have different columns.*" },
  { "log-export-json", "log export --json shop", 2, NULL, "A log is exported as XES or CSV, not as JSON.*" },
  { "option-before", "--json log list", 2, NULL, "The verb comes first, and “--json” behind it*" },
  { "flow-starts", "variants --csv --starts-with Search --min-events 2 shop.csv", 0, "count,*\r\n1,0.5,0.5,3,525600,525600,Search > Order > Newsletter\r\n1,0.5,1,5,345600,345600,Search > *\r\n", NULL },
  { "flow-starts-none", "variants --csv --starts-with Order shop.csv", 0, "count,share,*,path\r\n", NULL },
  { "flow-starts-map", "flow --touchpoints --csv --starts-with 'Find it' --ends-with 'Order it' --map ruled.waymark shop.csv", 0, "id,*Find it,1,1,1,0,*Order it,1,1,0,1,*", NULL },
  { "flow-ends", "variants --csv --ends-with 'News*' --max-time '7 d' shop.csv", 0, "count,*\r\n1,1,1,3,525600,525600,Search > Order > Newsletter\r\n", NULL },
  { "flow-began", "variants --csv --began --from 2026-01-03 --to 2026-01-31 shop.csv", 0, "count,*\r\n1,1,1,3,*\r\n", NULL },
  { "flow-coverage", "variants --csv --coverage 50% shop.csv", 0, "count,*\r\n1,0.5,0.5,1,0,0,Search\r\n1,0.5,1,3,*\r\n", NULL },
  { "flow-coverage-wrong", "flow --coverage most shop.csv", 2, NULL, "--coverage is a share such as 80 %, and not “most”.\n*" },
  { "flow-time-wrong", "flow --min-time long shop.csv", 2, NULL, "“long” is no time. Write it as “7 d” or “12 h”.\n*" },
  { "flow-starts-many", "flow --starts-with 'Search > Order' shop.csv", 2, NULL, "*take one event. --that takes several.\n*" },
  { "flow-department", "variants --csv --in-department care shop.csv", 0, "count,*\r\n1,1,1,5,*\r\n", NULL },
  { "flow-department-none", "flow --in-department Nobody shop.csv", 1, NULL, "No event of this log is by a department “Nobody”.\n" },
  { "compare-narrow", "compare --with-channel mail --min-events 4 --csv --everybody shop.csv", 0, "what,*\r\nelapsed,,,345600,,,1,345600,,,1,*", "1 journey is in both parts*" },
  { "flow-that", "flow --csv --that 'Complaint > Newsletter in mail within 1 d' shop.csv", 0, "from,*Search,Order,1,3600,*", NULL },
  { "flow-that-wrong", "flow --that 'Complaint >' shop.csv", 2, NULL, "*names no event*" },
  { "flow-segment", "variants --in-segment Business shop.csv", 0, "count*\n * 1 * 100 % * 3 *  Search > Order > Newsletter\n", NULL },
  { "flow-channel-none", "flow --in-channel fax shop.csv", 1, NULL, "No event of this log is in a channel “fax”.\n" },
  { "flow-from-wrong", "flow --from soon shop.csv", 2, NULL, "“soon” is no date.*" },
  { "flow-no-name", "flow nowhere --cache c/m.db", 1, NULL, "There is no event log “nowhere”.*", "c" },
  { "funnel", "funnel --everybody --csv --map ruled.waymark shop.csv", 0, "phase,*ph-seek0001,Seek,3,3,,,,,1,*,3,0\r\nph-buy00001,Buy,2,2,0.666666666666667,*,5400,0.666666666666667,*\r\nph-use00001,Use,1,1,0.5,*", NULL },
  { "funnel-no-map", "funnel --everybody --csv events.csv", 0, "phase,*\r\n,Search,3,3,*\r\n,Order,2,2,0.666666666666667,*,5400,*", "No map is named, *" },
  { "funnel-steps", "funnel --everybody --csv --steps 'Search in web > Compl*' shop.csv", 0, "phase,*\r\n,Search · web,3,3,*\r\n,Compl*,1,1,0.333333333333333,*,259200,*", NULL },
  { "funnel-steps-wrong", "funnel --steps 'Search >' shop.csv", 2, NULL, "*names no event*" },
  { "handovers", "handovers --csv shop.csv", 0, "from,to,*web,phone,1,1,255600,*", NULL },
  { "handovers-departments", "handovers --departments --csv shop.csv", 0, "from,to,*Care,Marketing,1,1,10800,*", NULL },
  { "handovers-summary", "handovers --summary --csv shop.csv", 0, "journeys,handed,handed_share,*\r\n3,2,0.666666666666667,*,4,1\r\n", NULL },
  { "handovers-none", "handovers events.csv", 0, NULL, "No event of this log says in which channel it was.*" },
  { "compare", "compare --csv --everybody --to 2026-01-31 --with-from 2026-02-01 --map ruled.waymark shop.csv", 0, "what,at,*visits,Order it,,1,*,2,0,*,1,*", NULL },
  { "compare-young", "compare --csv --to 2026-01-31 --with-from 2026-02-01 --map ruled.waymark shop.csv", 0, "what,at,*", "ruled.waymark: 1 journey is too young to be compared (0 of the first part, 1 of the second).*" },
  { "compare-shared", "compare --csv --everybody --in-channel web --with-channel phone shop.csv", 0, "what,at,*", "1 journey is in both parts*" },
  { "compare-nothing", "compare shop.csv", 2, NULL, "*--with-from*" },
  { "rules", "rules --csv --map ruled.waymark shop.csv", 0, "rule,name,*ru-mail0001,No mail while a complaint is open,1,3,0.333333333333333,*ru-many0001,Too many,1,3,*ru-once0001,Address once,,3,*No touchpoint*", NULL },
  { "rules-ids", "rules --ids --rule ru-mail0001 --csv --map ruled.waymark shop.csv", 0, "rule,name,journey,times,event,time,touchpoint,after_event,after_time,after_touchpoint\r\nru-mail0001,No mail while a complaint is open,A,1,Newsletter,2026-01-05T12:00:00Z,,Complaint,*,*\r\n", NULL },
  { "rules-none", "rules --map good.waymark shop.csv", 0, NULL, "*no contact rules on this map yet*" },
  { "rules-drawn", "export ruled.waymark --log shop.csv --rules -f svg -o -", 0, "*“No mail while a complaint is open”: broken here in 1 journey (33*", NULL },
  { "rules-without-log", "export ruled.waymark --rules -f svg -o -", 2, NULL, "*--rules does not go*" },
  { "rules-no-rule", "rules --rule none --map ruled.waymark shop.csv", 1, NULL, "*no such rule*" },
  { "log-word", "log imprt shop.csv", 2, NULL, "“log” cannot “imprt”. Did you mean “import”?*" },
  { "log-journey-of", "log import --journey-of planet shop.csv", 2, NULL, "*customer, session or ticket*" },
  { "gaps", "gaps good.waymark", 1, "good.waymark:*: Serious: *[journey-without-goal]\n*", NULL },
  { "gaps-rule", "gaps --rule journey-without-owner good.waymark", 1, "good.waymark:*: Good to know: Nobody answers for “Today”. [journey-without-owner]\n", NULL },
  { "gaps-none", "gaps --rule decider-unmet good.waymark", 0, NULL, NULL },
  { "gaps-json", "gaps --json --weight serious good.waymark", 1, "[*\"gaps\": [*\"rule\": \"journey-without-goal\",*\"weight\": \"serious\",*]\n", NULL },
  { "gaps-rules", "gaps --rules", 0, "data-before-value (Serious, R000-11, R001-9)\n*figures-old*\n", NULL },
  { "gaps-log", "gaps --log shop.csv --rule rule-broken ruled.waymark", 0, NULL, NULL },
  { "gaps-log-foreign", "gaps --log steps.csv --rule rule-broken good.waymark", 0, NULL, "good.waymark: No event of the log *" },
  { "gaps-log-none", "gaps --log none.csv good.waymark", 1, NULL, "none.csv: *" },
  { "gaps-weight", "gaps --weight heavy good.waymark", 2, NULL, "*“heavy” is no weight*" },
  { "gaps-no-rule", "gaps --rule none good.waymark", 2, NULL, "*There is no rule “none”*" },
  { "people", "people good.waymark", 0, "Today: decision climate *", NULL },
  { "people-json", "people good.waymark --json", 0, "{*\"journey\": \"Today\",*\"stakeholders\": [*", NULL },
  { "people-german", "people secrets.waymark", 0, "*Entscheidungsklima −1,*Abdeckungslücke 0,13\n*", NULL, .language = "de" },
  { "people-journey", "people good.waymark --journey Never", 1, NULL, "good.waymark: There is no journey “Never” on this map.\n" },
  { "people-guide-pdf", "people secrets.waymark --guide Secretstakeholder -o guide.pdf", 0, NULL, NULL, "guide.pdf" },
  { "people-guide-text", "people secrets.waymark --guide Secretstakeholder -o guide.md", 0, NULL, NULL, "guide.md" },
  { "people-output", "people good.waymark -o who.pdf", 2, NULL, "*--output goes with --guide.*" },
  { "people-guide-none", "people good.waymark --guide Nobody", 1, NULL, "good.waymark: There is no stakeholder “Nobody” on this map.\n" },
  { "gaps-no-map", "gaps", 2, NULL, "*Name at least one map*" },
  { "list", "list gaps good.waymark", 0, "Gaps\n*== Serious\n*", NULL },
  { "list-csv", "list --csv evidence good.waymark", 0, "*Claim,Where,For,*", NULL },
  { "list-json", "list --json data good.waymark", 0, "{*\"rows\": []*}\n", NULL },
  { "list-pdf", "list all good.waymark -o lists.pdf", 0, NULL, NULL, "lists.pdf" },
  { "list-calendar", "list actions good.waymark -o todo.ics", 0, NULL, NULL, "todo.ics" },
  { "list-calendar-gaps", "list gaps good.waymark -o todo.ics", 2, NULL, "*actions also .ics*" },
  { "list-large-ending", "list gaps good.waymark -o GAPS.CSV", 0, NULL, NULL, "GAPS.CSV" },
  { "list-ending", "list gaps good.waymark -o gaps.xlsx", 2, NULL, "*“gaps.xlsx”: a list becomes .pdf*" },
  { "list-all-csv", "list all good.waymark -o all.csv", 2, NULL, "*all of them together .pdf*" },
  { "list-unknown", "list cards good.waymark", 2, NULL, "*There is no list “cards”*" },
  { "list-no-map", "list gaps", 2, NULL, "*" },
  { "list-missing", "list gaps none.waymark", 1, NULL, "none.waymark: There is no such file*" },
  { "format", "format untidy.waymark", 0, NULL, NULL },
  { "format-check", "format --check good.waymark untidy.waymark", 1, "untidy.waymark\n", NULL },
  { "format-check-good", "format --check good.waymark", 0, NULL, NULL },
  { "format-stdin", "format -", 1, NULL, "(standard input)*", .input = "not a map" },
  { "format-output", "format untidy.waymark -o tidy.waymark", 0, NULL, NULL, "tidy.waymark" },
  { "format-output-check", "format untidy.waymark --check -o x", 2, NULL, "--output goes with one map*" },
  { "format-newer", "format newer.waymark -o x.waymark", 1, NULL, "*newer.waymark: It was left as it is.*" },
  { "format-malformed", "format malformed.waymark", 1, NULL, "malformed.waymark:*" },
};

/* Several commands in one folder, each with what it prints; the last one alone has a row's other checks. */
typedef struct
{
  const char *name;
  struct
  {
    const char *command;
    int status;
    const char *out, *err;
  } steps[6];
} Story;

#define CACHE " --cache cache/metrics.db"
#define IMPORT                                                                                                                     \
  {                                                                                                                                \
    "data import survey.csv" CACHE, 0, "survey.csv → “survey”, import 1: 165 rows added, 0 known before\n", "*A line with totals*" \
  }

static const Story stories[] = {
  { "data", { IMPORT, { "data import survey.csv" CACHE, 0, "survey.csv → “survey”: nothing new, 165 rows known before\n", "*" }, { "data list" CACHE, 0, "survey *165 rows, 1 import, 2025-03-14 – 2025-08-16\n", NULL }, { "data show survey" CACHE, 0, "survey\n*Empfehlung (0-10) *value *number *nps *E-Mail *personal*import 1: survey.csv, 165 rows, *sha256 *\n", NULL }, { "data forget 1" CACHE, 0, NULL, NULL }, { "data forget survey 7" CACHE, 1, NULL, "7: There is nothing of this number*" } } },
  { "data-json", { { "data import --json survey.csv" CACHE, 0, "[*\"dataset\": \"survey\",*\"added\": 165,*]\n", "*" }, { "data list --json" CACHE, 0, "[*\"rows\": 165,*]\n", NULL }, { "data show survey --json" CACHE, 0, "{*\"use\": \"personal\"*\"sha256\": *}\n", NULL } } },
  { "data-dry-run", { { "data import -n survey.csv" CACHE, 0, "survey.csv → “survey” (Windows-1252)\n*Kontaktpunkt *key *text*", NULL }, { "data import -n --json survey.csv" CACHE, 0, "[*\"reason\": *]\n", NULL }, { "data list" CACHE, 0, NULL, "There is nothing yet.*" } } },
  { "data-question", { { "data import undecided.csv" CACHE, 1, NULL, "undecided.csv: “date”: No date says*--dates*" }, { "data import undecided.csv --dates mdy" CACHE, 0, "*2 rows added*", NULL }, { "data list" CACHE, 0, "undecided *2025-03-04 – 2025-05-06\n", NULL } } },
  { "data-guess", { { "data import undecided.csv --guess" CACHE, 0, "*2 rows added*", NULL }, { "data list" CACHE, 0, "undecided *2025-04-03 – 2025-06-05\n", NULL } } },
  { "data-replace", { IMPORT, { "data import survey.csv --replace 1" CACHE, 0, "survey.csv → “survey”, import 2: 165 rows*", "*" }, { "data import survey.csv --replace 1" CACHE, 1, NULL, "*There is no import 1 to replace.*" } } },
  { "data-column", { { "data import survey.csv -d Other -c 'Kommentar=skip' -c 'Empfehlung (0-10)=value,csat,0-10'" CACHE, 0, "survey.csv → “Other”, import 1: 165 rows*", "*" }, { "data show Other" CACHE, 0, "*Empfehlung (0-10) *value *number *csat*Kommentar *skip*", NULL }, { "data import survey.csv -d New -c 'None=skip'" CACHE, 1, NULL, "There is no column “None”.*" }, { "data import survey.csv -d New -c 'Datum=fish'" CACHE, 1, NULL, "*does not say what the column is for*" } } },
  { "data-foreign", { { "data list --cache good.waymark", 1, NULL, "*another program*" }, { "info good.waymark", 0, "*", NULL } } },
  { "figures", { IMPORT, { "figures measured.waymark" CACHE, 0, "measured.waymark\n  Order in the shop *Would recommend *75 *n 60 · *▲ 75 since 2025-06-30\n  Hotline * 0 *n 42 · ±* \n", NULL }, { "figures --json measured.waymark" CACHE, 0, "[*\"place\": \"tp-ord1\",*\"value\": 75,*\"n\": 60,*\"verdict\": \"better\",*]\n", NULL }, { "figures --csv measured.waymark" CACHE, 0, "place,metric,*Order in the shop,Would recommend,,75,60,*,better,2025-07-01,2025-08-16*", NULL }, { "figures --unmatched measured.waymark" CACHE, 0, "  Would recommend *Bill *3 *probably “Bills” (tp-bil1)\n", NULL }, { "figures --from 2025-08-15 measured.waymark" CACHE, 0, "*Hotline * 0 *n 42*", NULL } } },
  { "data-bind", { IMPORT, { "data bind survey good.waymark" CACHE, 0, "good.waymark: 1 metrics, 2 bindings added\n", NULL }, { "data bind survey measured.waymark" CACHE, 0, "measured.waymark: 0 metrics, 0 bindings added\n", NULL }, { "check good.waymark", 0, NULL, "*no mistakes\n" }, { "figures good.waymark" CACHE, 0, "good.waymark\n  Today *Empfehlung (0-10) *n 165 *  Score of “Today”: * (*–*): Satisfaction * × 100 %; not known: Completion, Effort, Cost\n", NULL }, { "data bind none good.waymark" CACHE, 1, NULL, "good.waymark: There is no dataset “none” yet*" } } },
  { "list-figures", { IMPORT, { "list actions measured.waymark", 0, "*effect unknown*0, no data since then*", NULL }, { "list actions --figures measured.waymark" CACHE, 0, "*it worked*0 → 75, +75*(+*to*+*)*n\u00a060*", NULL }, { "list actions measured.waymark --cache good.waymark", 1, NULL, "*another program*" } } },
  { "export-figures", { IMPORT, { "export --figures -f svg -o - measured.waymark" CACHE, 0, "*n\u00a060 ·*▲\u00a075*better than the baseline*touchpoints measured*", NULL }, { "export --cache c/m.db --safe -o safe.svg measured.waymark", 0, "safe.svg\n", NULL }, { "export --figures -f csv-list measured.waymark", 2, NULL, "--figures does not go with the format csv-list.*" } } },
  { "figures-frozen", { { "figures measured.waymark" CACHE, 0, "*Order in the shop *0 *(frozen)\n", "*There is no dataset “survey” yet*" } } },
  { "warehouse", { { "log import --odbc x --table t", 2, NULL, "*Say with --name what the log is called*" }, { "log import --odbc DSN=x;PWD=y --table t --name n" CACHE, 2, NULL, "*There is a password in the connection string*" }, { "log refresh nothing" CACHE, 1, NULL, "*“nothing” came from no warehouse*" }, { "flow --odbc DSN=x;PWD=y --table t n" CACHE, 2, NULL, "*There is a password*" } } },
  { "log", { { "log import shop.csv --name Shop" CACHE, 0, "shop.csv → “Shop”, import 1: 9 events added, 0 known before, 3 new journeys\n*case: “customer”*", NULL }, { "--cache cache/metrics.db log import shop.csv --name shop", 0, "shop.csv → “shop”: nothing new, 9 events known before\n*", NULL }, { "log list" CACHE, 0, "name*\nShop * 9 * 3  2026-01-02  2026-03-04  here\n", NULL }, { "log info Shop" CACHE, 0, "Shop: 9 events in 3 cases, 2026-01-02 – 2026-03-04\n*Channels (3): web, phone, mail\n*import 1: shop.csv, 9 events*", NULL }, { "log forget Shop" CACHE, 0, NULL, NULL }, { "log list" CACHE, 0, NULL, "There is no event log yet.*" } } },
  { "log-names", { { "log import steps.csv" CACHE, 0, "*", NULL }, { "log query \"SELECT -1, 2 AS total_s\"" CACHE, 0, "-1  total_s\n-1        2\n", NULL }, { "log query --csv \"SELECT -1\"" CACHE, 0, "-1\r\n-1\r\n", NULL } } },
  { "log-columns", { { "log import steps.csv" CACHE, 0, "steps.csv → “steps”, import 1: 4 events added, 0 known before, 2 new journeys, 4 other steps of events passed over\n*score: “Rating”, *cost: “Cost (EUR)”, *--lifecycle pair*\n", NULL }, { "log import --lifecycle pair steps.csv" CACHE, 0, "steps.csv → “steps”, import 2: 0 events added, 4 known before, 0 new journeys, 1 other steps of events passed over, 3 known events completed *\n*", NULL }, { "log info steps" CACHE, 0, "*Starts and completions are paired*Its events have: scores, costs, service times\n  Score: fewer than 5 · Cost of a journey 25.75 EUR (n 2), of all 52 EUR · Takes *", NULL }, { "log query \"SELECT act, sum(cost), sum(svc) FROM event('steps') GROUP BY act\"" CACHE, 0, "act*sum(cost)*sum(svc)\nOrder*50*1800000\nSearch*1.5*1800000\n", NULL }, { "log forget 2" CACHE, 0, NULL, NULL }, { "log query \"SELECT count(cost), count(svc) FROM event('steps')\"" CACHE, 0, "count(cost)*count(svc)\n*3*0\n", NULL } } },
  { "log-columns-json", { { "log import --lifecycle pair steps.csv" CACHE, 0, "*", NULL }, { "log info --json steps" CACHE, 0, "{*\"lifecycle\": \"pair\"*\"currency\": \"EUR\"*\"cost_of_journey\": {*\"n\": 2,*\"sum\": 51.5*", NULL } } },
  { "log-verbs", { { "log import shop.csv --name Shop --gap 30" CACHE, 0, "*", NULL }, { "variants shop" CACHE, 0, "count*\n * 1 * 33.3 % * 33.3 % * 1 *  Search\n * 1 * 33.3 % * 66.7 % * 3 *  Search > Order > Newsletter\n*", NULL }, { "rules --ids --rule ru-mail0001 --csv --map ruled.waymark shop" CACHE, 0, "rule,name,*\r\nru-mail0001,No mail while a complaint is open,????????????????,1,Newsletter,*", NULL }, { "log export shop" CACHE, 0, "<?xml*<string key=\"channel\" value=\"phone\"/>*</log>\n", NULL }, { "data import survey.csv --dataset shop" CACHE, 1, NULL, "*is an event log*" }, { "log forget survey" CACHE, 1, NULL, "There is no event log “survey”.*" } } },
  { "log-files", { { "log import shop.csv --name Shop" CACHE, 0, "*", NULL }, { "log export Shop --output shop.xes.gz" CACHE, 0, NULL, NULL }, { "variants --csv shop.xes.gz", 0, "count,*\r\n1,0.333333333333333,*,Search\r\n*", NULL }, { "log info --csv Shop" CACHE, 0, "name,events,cases,*\r\nShop,9,3,2026-01-02,2026-03-04,*,3,3,2,0,false\r\n", NULL } } },
  { "log-ids", { { "log import --keep-ids shop.csv" CACHE, 0, "*→ “shop”*", NULL }, { "rules --ids --rule ru-mail0001 --csv --map ruled.waymark shop" CACHE, 0, "*,A,1,Newsletter,*", NULL }, { "log info --json shop" CACHE, 0, "{*\"ids_kept\": true*}\n", NULL } } },
  { "changes", { IMPORT, { "changes measured.waymark" CACHE, 0, "measured.waymark\n  better *Order in the shop *Would recommend *0 → 75 *▲ 75 (50.7 to 99.3) *n 60\n1 comparison*", NULL }, { "changes --csv measured.waymark" CACHE, 0, "place,metric,*Order in the shop,Would recommend,,75,60,*,better,2025-07-01,2025-08-16,50.*,99.*,nps*", NULL }, { "changes --json measured.waymark" CACHE, 0, "[*\"verdict\": \"better\",*]\n", NULL } } },
  { "refresh", { IMPORT, { "refresh measured.waymark" CACHE, 0, "measured.waymark: 2 figures written\n", NULL }, { "refresh measured.waymark" CACHE, 0, "measured.waymark: 0 figures written\n", NULL }, { "check measured.waymark", 0, NULL, "*no mistakes\n" }, { "refresh --baseline measured.waymark" CACHE, 0, "measured.waymark: 2 figures written\n", NULL }, { "changes measured.waymark" CACHE, 0, "measured.waymark\n*", "*" } } },
};

static void
assert_matches (const Row *row, const char *what, const char *pattern, const char *text)
{
  if (pattern == NULL ? *text != '\0' : !g_pattern_match_simple (pattern, text))
    g_error ("waymark-cli %s: %s is\n%s\nand not\n%s", row->command, what, text, pattern != NULL ? pattern : "(nothing)");
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);

  guint before = cli_folder_count (&folder);
  g_auto (CliResult) result = cli_run (&folder, row->command, row->input, row->language);

  assert_matches (row, "stdout", row->out, result.out);
  assert_matches (row, "stderr", row->err, result.err);
  g_assert_cmpint (result.status, ==, row->status);
  if (row->file != NULL)
    g_assert_true (cli_folder_has (&folder, row->file));
  else
    g_assert_cmpuint (cli_folder_count (&folder), ==, before);
}

static void
test_story (gconstpointer data)
{
  const Story *story = data;
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);
  for (guint i = 0; i < G_N_ELEMENTS (story->steps) && story->steps[i].command != NULL; i++)
    {
      const Row row = { story->name, story->steps[i].command, story->steps[i].status, story->steps[i].out, story->steps[i].err };
      g_auto (CliResult) result = cli_run (&folder, row.command, NULL, NULL);

      assert_matches (&row, "stdout", row.out, result.out);
      assert_matches (&row, "stderr", row.err, result.err);
      g_assert_cmpint (result.status, ==, row.status);
    }
}

/* Every verb explains itself, with an example, in both languages. */
static void
test_help (void)
{
  static const char *const verbs[] = { "new", "templates", "import", "export", "outline", "check", "format", "info", "data", "figures", "changes", "refresh", "log", "flow", "variants", "funnel", "handovers", "compare", "conformance", "rules" };
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *command = g_strconcat (verbs[i], " --help", NULL), *example = g_strconcat ("\n  waymark-cli ", verbs[i], NULL);
      g_auto (CliResult) english = cli_run (&folder, command, NULL, NULL), german = cli_run (&folder, command, NULL, "de");

      g_assert_cmpint (english.status, ==, 0);
      g_assert_nonnull (strstr (english.out, example));
      g_assert_nonnull (strstr (german.out, example));
      g_assert_nonnull (strstr (german.out, "Aufruf:"));
    }
}

/* new, export as a list, change it, import it back. */
static void
test_round_trip (void)
{
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);

  g_auto (CliResult) exported = cli_run (&folder, "export good.waymark -o list.csv", NULL, NULL);
  g_autofree char *original = cli_folder_read (&folder, "good.waymark", NULL), *list = cli_folder_read (&folder, "list.csv", NULL);
  g_auto (CliResult) same = cli_run (&folder, "import list.csv --into good.waymark", NULL, NULL);
  g_autofree char *unchanged = cli_folder_read (&folder, "good.waymark", NULL);

  g_assert_cmpint (exported.status, ==, 0);
  g_assert_cmpint (same.status, ==, 0);
  g_assert_cmpstr (same.err, ==, "good.waymark: Nothing has changed.\n");
  g_assert_cmpstr (unchanged, ==, original);

  g_autoptr (GString) edited = g_string_new (list);

  g_string_replace (edited, "Visit the site", "Besuch der Seite", 0);
  cli_folder_write (&folder, "list.csv", edited->str);

  g_auto (CliResult) changed = cli_run (&folder, "import list.csv --into good.waymark", NULL, NULL);
  g_autofree char *after = cli_folder_read (&folder, "good.waymark", NULL), *backup = cli_folder_read (&folder, "good.waymark~", NULL);
  g_autoptr (GString) expected = g_string_new (original);

  g_string_replace (expected, "Visit the site", "Besuch der Seite", 0);
  g_assert_cmpint (changed.status, ==, 0);
  g_assert_cmpstr (after, ==, expected->str);
  g_assert_cmpstr (backup, ==, original);
  g_assert_cmpstr (changed.err, ==, "good.waymark: 1 element changed, 0 added. As it was before: “good.waymark~”.\n");

  /* A new row, and a cell that no field takes: the one is done, the other said. */
  cli_folder_write (&folder, "more.csv", "element,id,phase,name,text\npain,,Look,,Slow\nphase,ph-none,,Gone,\n");

  g_auto (CliResult) more = cli_run (&folder, "import more.csv --into good.waymark", NULL, NULL);

  g_assert_cmpint (more.status, ==, 1);
  g_test_message ("%s", more.err);
  g_assert_nonnull (strstr (more.err, "more.csv:3: The map has no Phase with the id “ph-none”"));
  g_assert_nonnull (strstr (more.err, "good.waymark: 0 elements changed, 1 added."));
}

/* Formatting is idempotent and keeps the mode of the file. */
static void
test_format (void)
{
  g_auto (CliFolder) folder = { NULL };

  cli_folder_init (&folder);

  g_auto (CliResult) first = cli_run (&folder, "format untidy.waymark", NULL, NULL);
  g_auto (CliResult) check = cli_run (&folder, "format --check untidy.waymark", NULL, NULL);
  g_autofree char *good = cli_folder_read (&folder, "good.waymark", NULL);
  g_auto (CliResult) piped = cli_run (&folder, "format -", good, NULL);

  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpint (check.status, ==, 0);
  g_assert_cmpstr (piped.out, ==, good);
}

/* Ctrl+C while it works: ends as by the signal, and leaves nothing. */
static void
test_interrupt (void)
{
  g_auto (CliFolder) folder = { NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;

  cli_folder_init (&folder);
  g_subprocess_launcher_set_cwd (launcher, folder.path);

  guint before = cli_folder_count (&folder);
  g_autoptr (GSubprocess) process = g_subprocess_launcher_spawn (launcher, &error, cli_get_program (), "export", "missing.waymark", "-", "-o", "./", NULL);
  char first;

  g_assert_no_error (error);
  /* By its first message it is past its start; then it waits for the input that never ends. */
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stderr_pipe (process), &first, 1, NULL, NULL), ==, 1);
  g_subprocess_send_signal (process, SIGINT);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGINT);
  g_assert_cmpuint (cli_folder_count (&folder), ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  cli_init (argv[1]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/story/", stories[i].name, NULL);

      g_test_add_data_func (path, &stories[i], test_story);
    }
  g_test_add_func ("/cli/each-help", test_help);
  g_test_add_func ("/cli/interrupt", test_interrupt);
  g_test_add_func ("/cli/round-trip", test_round_trip);
  g_test_add_func ("/cli/format-again", test_format);
  return g_test_run ();
}
