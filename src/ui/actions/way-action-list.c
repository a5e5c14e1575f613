#include "ui/actions/way-action-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/way-kind.h"

#define A WAY_OFFER_ALWAYS
#define FAMILY WAY_OFFER_FAMILY
#define NEVER WAY_OFFER_NEVER

/* clang-format off */
static const WayActionRow rows[] = {
  { "app.new", A, WAY_SECTION_FILE, N_ ("_New Map"), NULL, N_ ("A window with templates to begin from"), N_ ("create template start"), "<Control>n" },
  { "win.from-template", FAMILY, WAY_SECTION_FILE, N_ ("New from _Template"), NULL, NULL, N_ ("create begin example") },
  { "win.new-from-log", A, WAY_SECTION_FILE, N_ ("New Map from an Event _Log…"), NULL, N_ ("What most customers do becomes a first map, and the log lies over it"), N_ ("create events process mining xes csv begin discover"), NULL },
  { "win.open", A, WAY_SECTION_FILE, N_ ("_Open…"), NULL, N_ ("A map, a Mermaid journey or a CSV table from the disk"), N_ ("load import file read"), "<Control>o" },
  { "win.save", A, WAY_SECTION_FILE, N_ ("_Save"), NULL, N_ ("Write the map into its file"), N_ ("store keep write"), "<Control>s" },
  { "win.save-as", A, WAY_SECTION_FILE, N_ ("Save _As…"), NULL, N_ ("Write the map into another file"), N_ ("copy store rename"), "<Control><Shift>s" },
  { "win.export", A, WAY_SECTION_FILE, N_ ("_Export…"), NULL, N_ ("The map as PDF, SVG or PNG"), N_ ("picture image poster share print"), "<Control>e" },
  { "win.print", A, WAY_SECTION_FILE, N_ ("_Print…"), NULL, N_ ("The map on paper, on one sheet or several"), N_ ("paper poster sheet"), "<Control>p" },
  { "win.list::actions", A, WAY_SECTION_FILE, N_ ("List of _Actions…"), N_ ("_Actions…"), N_ ("What is to be done, by whom, and what it did: PDF, spreadsheet or calendar"), N_ ("report export todo calendar ics csv pdf"), NULL },
  { "win.list::ideas", A, WAY_SECTION_FILE, N_ ("List of Pain Points and _Opportunities…"), N_ ("Pain Points and _Opportunities…"), N_ ("By rank, the most worth doing first"), N_ ("report export priority ranking csv pdf"), NULL },
  { "win.list::gaps", A, WAY_SECTION_FILE, N_ ("List of _Gaps…"), N_ ("_Gaps…"), N_ ("What is left open, and why it matters"), N_ ("report export review csv pdf"), NULL },
  { "win.list::evidence", A, WAY_SECTION_FILE, N_ ("List of _Evidence…"), N_ ("_Evidence…"), N_ ("Every claim, who said so, and who the opposite"), N_ ("report export proof ledger appendix csv pdf"), NULL },
  { "win.list::data", A, WAY_SECTION_FILE, N_ ("List of _Data Asked For…"), N_ ("_Data Asked For…"), N_ ("Purpose, legal basis and system, for talks about data protection"), N_ ("report export privacy gdpr csv pdf"), NULL },
  { "win.list::all", A, WAY_SECTION_FILE, N_ ("_All Lists…"), NULL, N_ ("All lists in one PDF"), N_ ("report export review pdf"), NULL },
  { "map.import-contacts", A, WAY_SECTION_FILE, N_ ("_Import Contacts…"), NULL, N_ ("Contacts and their roles from Salesforce, HubSpot and others become stakeholders"), N_ ("csv crm salesforce hubspot people stakeholders load"), NULL },
  { "map.people-sheet", A, WAY_SECTION_FILE, N_ ("_Stakeholder Sheet…"), NULL, N_ ("One page to take along: the buying center as a PDF"), N_ ("pdf print buying center paper export"), NULL, .reads = TRUE },
  { "map.actions-sheet", A, WAY_SECTION_FILE, N_ ("Impact and _Effort as PDF…"), NULL, N_ ("Pain points and opportunities by impact and effort, with a list by rank"), N_ ("pdf print priority matrix grid paper export"), NULL, .reads = TRUE },
  { "map.journeys-sheet", A, WAY_SECTION_FILE, N_ ("Journeys Side by _Side…"), NULL, N_ ("The journeys of several contacts under each other on one time rail, as a PDF"), N_ ("pdf compare partner rail contacts align export"), NULL, .reads = TRUE },
  { "map.interview-guide", A, WAY_SECTION_FILE, N_ ("Interview _Guide…"), NULL, N_ ("Questions for the chosen stakeholder, from what the map only assumes"), N_ ("questions assumptions talk text markdown"), NULL, .reads = TRUE },
  { "win.history", A, WAY_SECTION_FILE, N_ ("_History…"), NULL, N_ ("Earlier states of this map, to look at and to go back to"), N_ ("versions past backup restore old earlier"), "<Control><Shift>h" },
  { "win.merge", A, WAY_SECTION_FILE, N_ ("_Compare and Merge…"), NULL, N_ ("With another file: what differs, and one map of two copies that were changed apart"), N_ ("join combine unite compare diff difference group"), NULL },
  { "win.import-figures", A, WAY_SECTION_FILE, N_ ("_Import Figures…"), NULL, N_ ("A survey or a table of key figures, as CSV or Excel"), N_ ("data numbers metrics survey csv excel xlsx nps read load"), "<Control>m" },
  { "win.paste-figures", A, WAY_SECTION_FILE, N_ ("P_aste Figures…"), NULL, N_ ("The cells of a spreadsheet, with their headings, from the clipboard"), N_ ("data numbers metrics survey clipboard import"), NULL },
  { "win.freeze-baseline", A, WAY_SECTION_FILE, N_ ("Freeze as _Baseline"), NULL, N_ ("Later figures are compared with those of now"), N_ ("numbers metrics compare keep now"), NULL },
  { "win.freeze-figures", A, WAY_SECTION_FILE, N_ ("_Write the Figures into the Map"), NULL, N_ ("So that it shows them wherever it is opened"), N_ ("numbers metrics freeze keep store"), NULL },
  { "win.refresh-figures", A, WAY_SECTION_FILE, N_ ("_Compute the Figures Again"), NULL, N_ ("From all that is imported now"), N_ ("numbers metrics refresh update measure"), "<Control>r" },
  { "win.show-metrics", A, WAY_SECTION_FILE, N_ ("_Metrics and Their Places"), NULL, N_ ("Which values belong to which touchpoints, and which to none yet"), N_ ("bindings assign unmatched figures kpi"), NULL },
  { "win.import-path", NEVER },
  { "win.bind-figures", NEVER },
  { "win.reload", NEVER },
  { "win.keep-mine", NEVER },
  { "win.compare", NEVER },
  { "win.hide-banner", NEVER },
  { "win.open-path", NEVER },
  { "win.recover", NEVER },
  { "win.discard-draft", NEVER },
  { "window.close", A, WAY_SECTION_FILE, N_ ("_Close the Window"), NULL, N_ ("Asks first if something is not saved"), N_ ("leave end"), "<Control>w" },
  { "app.quit", A, WAY_SECTION_FILE, N_ ("_Quit"), NULL, N_ ("Close all windows"), N_ ("exit leave end"), "<Control>q" },

  { "win.undo", A, WAY_SECTION_EDIT, N_ ("_Undo"), NULL, N_ ("Take back the last change"), N_ ("back revert"), "<Control>z", WAY_KEYS_WINDOW },
  { "win.redo", A, WAY_SECTION_EDIT, N_ ("_Redo"), NULL, N_ ("Make the change again that was taken back"), N_ ("again repeat"), "<Control><Shift>z <Control>y", WAY_KEYS_WINDOW },
  { "map.cut", A, WAY_SECTION_EDIT, N_ ("Cu_t"), NULL, N_ ("Copy what is selected, and delete it"), N_ ("clipboard"), "<Control>x", WAY_KEYS_MAP },
  { "map.copy", A, WAY_SECTION_EDIT, N_ ("_Copy"), NULL, N_ ("What is selected, for this map, another one or a text"), N_ ("clipboard"), "<Control>c", WAY_KEYS_MAP, .reads = TRUE },
  { "map.copy-picture", A, WAY_SECTION_EDIT, N_ ("Copy as _Picture"), NULL, N_ ("What is selected, or the whole journey, as SVG and PNG"), N_ ("clipboard image screenshot"), "<Control><Shift>c", WAY_KEYS_MAP, .reads = TRUE },
  { "map.paste", A, WAY_SECTION_EDIT, N_ ("_Paste"), NULL, N_ ("Cards, lines of text or the cells of a spreadsheet"), N_ ("clipboard insert"), "<Control>v", WAY_KEYS_MAP },
  { "map.duplicate", A, WAY_SECTION_EDIT, N_ ("_Duplicate"), NULL, N_ ("The same once more, behind what is selected"), N_ ("copy clone double"), "<Control>d", WAY_KEYS_MAP },
  { "map.delete", A, WAY_SECTION_EDIT, N_ ("De_lete"), NULL, N_ ("What is selected, and what cannot do without it"), N_ ("remove erase"), "Delete BackSpace", WAY_KEYS_MAP },
  { "map.rename", A, WAY_SECTION_EDIT, N_ ("_Rename"), NULL, N_ ("Write the name in its place"), N_ ("edit text title word"), "F2 Return", WAY_KEYS_ELSEWHERE },
  { "map.select-all", A, WAY_SECTION_EDIT, N_ ("Select _All Cards"), NULL, N_ ("Every card of this journey"), N_ ("everything mark"), "<Control>a", WAY_KEYS_MAP, .reads = TRUE },
  { "map.select-in::lane", A, WAY_SECTION_EDIT, N_ ("Select the Cards of This _Lane"), N_ ("All in This _Lane"), N_ ("Every card of the lane where the keyboard stands"), N_ ("row mark"), NULL, .reads = TRUE },
  { "map.select-in::step", A, WAY_SECTION_EDIT, N_ ("Select the Cards of This _Step"), N_ ("All in This _Step"), N_ ("Every card of the step where the keyboard stands"), N_ ("column mark"), NULL, .reads = TRUE },
  { "map.select-in::phase", A, WAY_SECTION_EDIT, N_ ("Select the Cards of This _Phase"), N_ ("All in This _Phase"), N_ ("Every card of the phase where the keyboard stands"), N_ ("stage mark"), NULL, .reads = TRUE },
  { "map.moment-of-truth", A, WAY_SECTION_EDIT, N_ ("_Moment of Truth"), NULL, N_ ("Here the customer decides: mark the touchpoint, or take the mark off"), N_ ("star important key decision"), NULL },
  { "map.feeling(1)", A, WAY_SECTION_EDIT, N_ ("Feels _Better"), NULL, N_ ("Raise the feeling at the touchpoint by one"), N_ ("emotion mood up happy good"), "plus", WAY_KEYS_ELSEWHERE },
  { "map.feeling(-1)", A, WAY_SECTION_EDIT, N_ ("Feels _Worse"), NULL, N_ ("Lower the feeling at the touchpoint by one"), N_ ("emotion mood down sad bad"), "minus", WAY_KEYS_ELSEWHERE },
  { "map.feel-as", FAMILY, WAY_SECTION_EDIT, N_ ("_Whose Feelings"), NULL, NULL, N_ ("persona emotion mood"), "<Alt>1 <Alt>2", WAY_KEYS_ELSEWHERE },
  { "map.attitude(1)", A, WAY_SECTION_EDIT, N_ ("More for _Us"), NULL, N_ ("The attitude of the chosen stakeholder, one step towards mentor"), N_ ("attitude supporter mentor stakeholder"), NULL },
  { "map.attitude(-1)", A, WAY_SECTION_EDIT, N_ ("More _Against Us"), NULL, N_ ("The attitude of the chosen stakeholder, one step towards opponent"), N_ ("attitude sceptic opponent stakeholder"), NULL },
  { "map.unjudge", A, WAY_SECTION_EDIT, N_ ("Influence _Not Known"), NULL, N_ ("Takes back how the influence of the chosen stakeholder was judged"), N_ ("unknown stakeholder clear"), NULL },
  { "map.judge::more-impact", A, WAY_SECTION_EDIT, N_ ("More _Impact"), NULL, N_ ("The chosen pain point or opportunity matters more: one step up"), N_ ("priority severity judge grid effort raise"), NULL },
  { "map.judge::less-impact", A, WAY_SECTION_EDIT, N_ ("_Less Impact"), NULL, N_ ("The chosen pain point or opportunity matters less: one step down"), N_ ("priority severity judge grid effort lower"), NULL },
  { "map.judge::more-effort", A, WAY_SECTION_EDIT, N_ ("More _Effort"), NULL, N_ ("What is to be done about it takes more: one step on"), N_ ("priority cost judge grid impact raise"), NULL },
  { "map.judge::less-effort", A, WAY_SECTION_EDIT, N_ ("Less E_ffort"), NULL, N_ ("What is to be done about it takes less: one step back"), N_ ("priority cost judge grid impact lower"), NULL },
  { "map.judge::unknown", A, WAY_SECTION_EDIT, N_ ("Impact and Effort _Not Judged"), NULL, N_ ("Takes back how the chosen pain point or opportunity was judged"), N_ ("unknown priority clear"), NULL },
  { "map.open-feeling", A, WAY_SECTION_EDIT, N_ ("_Feeling…"), NULL, N_ ("How somebody feels at the touchpoint: a value, a word, a thought"), N_ ("emotion mood quote thought"), NULL },
  { NULL, NEVER, WAY_SECTION_EDIT, N_ ("Take back a drag or what is being written"), NULL, NULL, NULL, "Escape", WAY_KEYS_ELSEWHERE },

  { "win.add-menu", NEVER, WAY_SECTION_ADD, N_ ("Add something else"), NULL, NULL, NULL, "<Control><Shift>a" },
  { "map.add-another", A, WAY_SECTION_ADD, N_ ("Add _Another"), N_ ("_Another"), N_ ("One more of what is selected: a phase, a step, a lane, a persona or a card"), N_ ("new next more insert same"), "<Control>Return <Control>KP_Enter Insert", WAY_KEYS_MAP },
  { "map.add-touchpoint", A, WAY_SECTION_ADD, N_ ("Add _Touchpoint"), N_ ("_Touchpoint"), N_ ("A card in the current cell"), N_ ("new card insert contact"), NULL },
  { "map.quick", A, WAY_SECTION_ADD, N_ ("Touchpoint in One _Line…"), NULL, N_ ("Type channel, name, department and feeling at once"), N_ ("new fast quick entry card add"), "<Control>l" },
  { "map.add-step", A, WAY_SECTION_ADD, N_ ("Add _Step"), N_ ("_Step"), N_ ("A column behind the current one"), N_ ("new column insert"), NULL },
  { "map.add-stakeholder", A, WAY_SECTION_ADD, N_ ("Add _Stakeholder"), NULL, N_ ("Somebody who has a say in the decision"), N_ ("new person buying center decider insert"), NULL },
  { "map.add-influence", A, WAY_SECTION_ADD, N_ ("_Influences the Other"), NULL, N_ ("An arrow from the stakeholder that was chosen first to the second"), N_ ("arrow connect who buying center"), NULL },
  { "map.open-journey", A, WAY_SECTION_ADD, N_ ("_Journey of Their Own"), NULL, N_ ("A partner as a customer: a journey with the same phases, for the chosen stakeholder"), N_ ("partner customer aligned new"), NULL },
  { "map.add-phase", A, WAY_SECTION_ADD, N_ ("Add _Phase"), N_ ("_Phase"), N_ ("A chevron with a first step, behind the current phase"), N_ ("new stage insert chevron"), NULL },
  { "map.add-lane", FAMILY, WAY_SECTION_ADD, N_ ("Add _Lane"), N_ ("_Lane"), NULL, N_ ("new row insert") },
  { "map.toggle-lane", FAMILY, WAY_SECTION_VIEW, N_ ("Show or _Hide the Lane"), NULL, NULL, N_ ("row collapse expand eye") },
  { "map.add-pain", A, WAY_SECTION_ADD, N_ ("Add Pain Po_int"), N_ ("Pain Po_int"), N_ ("What hurts at the selected touchpoint"), N_ ("new problem obstacle insert"), NULL },
  { "map.add-opportunity", A, WAY_SECTION_ADD, N_ ("Add _Opportunity"), N_ ("_Opportunity"), N_ ("What could be better here"), N_ ("new idea chance insert"), NULL },
  { "map.add-action", A, WAY_SECTION_ADD, N_ ("Add an _Action"), N_ ("_Action"), N_ ("What is to be done about what is selected"), N_ ("new todo task measure follow-up insert"), NULL },
  { "map.connect", A, WAY_SECTION_ADD, N_ ("_Connect the Selected Cards"), N_ ("_Connection"), N_ ("A line from the first to the second of two cards"), N_ ("new arrow line join link"), NULL },
  { "map.connect-to", A, WAY_SECTION_ADD, N_ ("Co_nnect To…"), NULL, N_ ("A line from the selected card to the one chosen next"), N_ ("new arrow line join link"), "<Control>j", WAY_KEYS_MAP },
  { "map.add-persona", A, WAY_SECTION_ADD, N_ ("Add P_ersona"), N_ ("P_ersona"), N_ ("Someone who makes this journey"), N_ ("new person customer insert"), NULL },
  { "map.add-journey", A, WAY_SECTION_ADD, N_ ("Add _Journey"), N_ ("_Journey"), N_ ("One more page in this map: a target, another person"), N_ ("new page sheet insert"), NULL },

  { "map.walk", NEVER, WAY_SECTION_MOVE, N_ ("Walk over cards, cells and headings"), NULL, NULL, NULL, "Left Right Up Down", WAY_KEYS_ELSEWHERE, .reads = TRUE },
  { "map.extend", NEVER, WAY_SECTION_MOVE, N_ ("Select more"), NULL, NULL, NULL, "<Shift>Left <Shift>Right <Shift>Up <Shift>Down", WAY_KEYS_ELSEWHERE, .reads = TRUE },
  { "map.nudge", NEVER, WAY_SECTION_MOVE, N_ ("Move the card"), NULL, NULL, NULL, "<Alt>Left <Alt>Right <Alt>Up <Alt>Down", WAY_KEYS_ELSEWHERE },
  { "map.span::more", A, WAY_SECTION_MOVE, N_ ("One Step _Longer"), NULL, N_ ("The selected cards reach over one step more"), N_ ("span wider stretch until"), "<Shift><Alt>Right", WAY_KEYS_ELSEWHERE },
  { "map.span::less", A, WAY_SECTION_MOVE, N_ ("One Step S_horter"), NULL, N_ ("The selected cards reach over one step less"), N_ ("span narrower shrink until"), "<Shift><Alt>Left", WAY_KEYS_ELSEWHERE },
  { "map.resize(24)", A, WAY_SECTION_MOVE, N_ ("Step or Lane _Larger"), N_ ("_Larger"), N_ ("More room than the content of the selected steps or lanes needs"), N_ ("width height size wider higher column row"), "<Shift><Alt>Down", WAY_KEYS_ELSEWHERE },
  { "map.resize(-24)", A, WAY_SECTION_MOVE, N_ ("Step or Lane _Smaller"), N_ ("_Smaller"), N_ ("Less room, down to what the content needs"), N_ ("width height size narrower lower column row"), "<Shift><Alt>Up", WAY_KEYS_ELSEWHERE },
  { "map.resize(0)", A, WAY_SECTION_MOVE, N_ ("Step or Lane as Large as _Needed"), N_ ("As _Needed"), N_ ("Just the room that the content needs"), N_ ("width height size automatic reset column row"), NULL },
  { "map.go-on", NEVER, WAY_SECTION_MOVE, N_ ("On to the next step or heading"), NULL, NULL, NULL, "Tab", WAY_KEYS_ELSEWHERE },
  { NULL, NEVER, WAY_SECTION_MOVE, N_ ("While writing: on to the next lane, or one heading more"), NULL, NULL, NULL, "<Control>Return", WAY_KEYS_ELSEWHERE },
  { "map.show", NEVER, .reads = TRUE },
  { "map.inspect", NEVER, .reads = TRUE },
  { "map.say", NEVER, .reads = TRUE },
  { "map.feel", NEVER },
  { "map.focus", NEVER, .reads = TRUE },

  { "win.palette", A, WAY_SECTION_FIND, N_ ("_Find a Command…"), NULL, N_ ("Everything that can be done, by its name"), N_ ("action palette menu"), "<Control>k" },
  { "map.find", A, WAY_SECTION_FIND, N_ ("_Search the Map…"), NULL, N_ ("Words anywhere in the map"), N_ ("find text look"), "<Control>f", .reads = TRUE },
  { "map.find-next", A, WAY_SECTION_FIND, N_ ("_Next Place Found"), NULL, N_ ("On to the next place where the words are"), N_ ("search forward again"), "F3 <Control>g", .reads = TRUE },
  { "map.find-previous", A, WAY_SECTION_FIND, N_ ("_Previous Place Found"), NULL, N_ ("Back to the place before"), N_ ("search backward"), "<Shift>F3 <Control><Shift>g", .reads = TRUE },
  { "map.replace", A, WAY_SECTION_FIND, N_ ("_Replace…"), NULL, N_ ("Put other words in the place of those that are found"), N_ ("search exchange change text"), "<Control>h" },
  { "map.replace-one", NEVER },
  { "map.replace-all", A, WAY_SECTION_FIND, N_ ("Replace _All"), NULL, N_ ("Put other words in every place that was found"), N_ ("search exchange change text"), NULL },
  { "map.filter-assumptions", A, WAY_SECTION_FIND, N_ ("Only _Assumptions"), NULL, N_ ("Dim what has any evidence"), N_ ("filter show unproved evidence"), NULL, .reads = TRUE },
  { "map.filter-moments", A, WAY_SECTION_FIND, N_ ("Only _Moments of Truth"), NULL, N_ ("Dim what does not decide"), N_ ("filter show important key"), NULL, .reads = TRUE },
  { "map.filter-pains", A, WAY_SECTION_FIND, N_ ("Only Where a _Pain Point Is"), NULL, N_ ("Dim where nothing hurts"), N_ ("filter show problem obstacle"), NULL, .reads = TRUE },
  { "map.filter-persona", FAMILY, WAY_SECTION_FIND, N_ ("Only This P_ersona"), NULL, NULL, N_ ("filter show person"), .reads = TRUE },
  { "map.filter-phase", FAMILY, WAY_SECTION_FIND, N_ ("Only This P_hase"), NULL, NULL, N_ ("filter show stage"), .reads = TRUE },
  { "map.filter-channel", FAMILY, WAY_SECTION_FIND, N_ ("Only This _Channel"), NULL, NULL, N_ ("filter show medium"), .reads = TRUE },
  { "map.filter-department", FAMILY, WAY_SECTION_FIND, N_ ("Only This _Department"), NULL, NULL, N_ ("filter show team"), .reads = TRUE },
  { "map.filter-stakeholder", FAMILY, WAY_SECTION_FIND, N_ ("As _Seen By"), NULL, NULL, N_ ("filter show stakeholder involved person buying center"), .reads = TRUE },
  { "map.clear-filter", A, WAY_SECTION_FIND, N_ ("Show _Everything"), NULL, N_ ("Take the filter off"), N_ ("filter clear all reset"), NULL, .reads = TRUE },

  { "win.zoom-in", A, WAY_SECTION_VIEW, N_ ("Zoom _In"), NULL, N_ ("Show the map larger"), N_ ("bigger larger magnify"), "<Control>plus <Control>equal <Control>KP_Add" },
  { "win.zoom-out", A, WAY_SECTION_VIEW, N_ ("Zoom _Out"), NULL, N_ ("Show the map smaller"), N_ ("smaller"), "<Control>minus <Control>KP_Subtract" },
  { "win.zoom-normal", A, WAY_SECTION_VIEW, N_ ("Normal Si_ze"), NULL, N_ ("Show the map at 100 %"), N_ ("zoom original 100"), "<Control>1" },
  { "win.zoom-fit", A, WAY_SECTION_VIEW, N_ ("Show the _Whole Map"), NULL, N_ ("As large as the window lets it be"), N_ ("zoom fit all"), "<Control>0" },
  { "win.present", A, WAY_SECTION_VIEW, N_ ("_Present"), NULL, N_ ("On the whole screen, one phase after the other: Page Down and Page Up"), N_ ("fullscreen beamer projector show meeting workshop"), "F11" },
  { "win.sidebar", A, WAY_SECTION_VIEW, N_ ("Side_bar"), NULL, N_ ("Show or hide the pane on the left"), N_ ("left pane journeys lanes outline"), "F9" },
  { "win.view::map", A, WAY_SECTION_VIEW, N_ ("_Map"), NULL, N_ ("The map itself"), N_ ("view show picture canvas"), "F7" },
  { "win.view::stakeholders", A, WAY_SECTION_VIEW, N_ ("_Stakeholders"), NULL, N_ ("The buying center: influence, its use, attitude, and who is met when"), N_ ("view show people buying center influence decider power"), "F5" },
  { "win.view::metrics", A, WAY_SECTION_VIEW, N_ ("M_etrics"), NULL, N_ ("Numbers: what was imported, and what has changed"), N_ ("view show figures data survey kpi changes"), "<Shift>F7" },
  { "win.view::actions", A, WAY_SECTION_VIEW, N_ ("_Actions"), NULL, N_ ("What is worth doing by impact and effort, and what came of every action"), N_ ("view show todo follow-up measures tasks list priority matrix grid"), "F8" },
  { "map.outline", A, WAY_SECTION_VIEW, N_ ("_Outline"), NULL, N_ ("The map as lines: journeys, phases, steps and cards"), N_ ("tree list text structure"), "<Control><Shift>o", .reads = TRUE },
  { "map.gaps", A, WAY_SECTION_VIEW, N_ ("_Gaps"), NULL, N_ ("What is left open, said twice or said against itself"), N_ ("check review missing problem list question"), "F4", .reads = TRUE },
  { "map.next-gap", A, WAY_SECTION_FIND, N_ ("Next _Gap"), NULL, N_ ("On to the next thing that is left open"), N_ ("check review missing problem"), "<Shift>F4", .reads = TRUE },
  { "map.flow", A, WAY_SECTION_VIEW, N_ ("What Customers _Really Do"), NULL, N_ ("An event log over the map: which ways customers go, drawn or not, where they wait and leave"), N_ ("flow events log process mining traffic journeys variants real show"), "<Control><Shift>f", .reads = TRUE },
  { "map.rules", A, WAY_SECTION_VIEW, N_ ("Contact R_ules…"), NULL, N_ ("What customers should be spared, counted over the event log and marked on the map"), N_ ("collision contact rules marketing complaint too many mails asked twice matches export list"), NULL, .reads = TRUE },
  { "map.open-log", A, WAY_SECTION_VIEW, N_ ("Open an Event _Log…"), NULL, N_ ("Who did what when, as a table, XES or XES.gz, to lie over the map"), N_ ("import events process mining csv xes load"), NULL, .reads = TRUE },
  { "map.log-reading", A, WAY_SECTION_VIEW, N_ ("How the Log Was _Read…"), NULL, N_ ("What its columns were taken for, and which rows count: starts, completions, both or pairs"), N_ ("events columns lifecycle start complete score cost import flow"), NULL, .reads = TRUE },
  { "map.warehouse", A, WAY_SECTION_VIEW, N_ ("From a Data _Warehouse…"), NULL, N_ ("Events out of a database, copied or counted there, to lie over the map"), N_ ("odbc sql database import events flow postgresql snowflake"), NULL, .reads = TRUE },
  { "map.refresh-log", A, WAY_SECTION_VIEW, N_ ("As_k the Warehouse Again"), NULL, N_ ("Brings the events or counts over the map up to date"), N_ ("odbc sql database refresh update recount flow"), NULL, .reads = TRUE },
  { "map.flow-figures", A, WAY_SECTION_VIEW, N_ ("Fi_gures of the Event Log"), NULL, N_ ("The log over the map as lists: touchpoints, funnel, handovers, how well the map fits, two parts compared"), N_ ("flow statistics funnel handover conformance fitness compare periods segments elapsed rework"), NULL, .reads = TRUE },
  { "map.compare-action", A, WAY_SECTION_VIEW, N_ ("_Before and Since This Action"), NULL, N_ ("What customers did differently in the event log before and since the chosen action was done"), N_ ("effect compare periods event log measure improvement difference"), NULL, .reads = TRUE },
  { "map.draw-way", A, WAY_SECTION_VIEW, N_ ("Draw the Lit _Way"), NULL, N_ ("Connections for the way that was chosen in the list below the map"), N_ ("flow variant connect path"), NULL },
  { "map.add-event", NEVER },
  { "map.draw-between", NEVER },
  { "map.only-journeys", NEVER },
  { "map.tell-band", NEVER },
  { "win.inspector", A, WAY_SECTION_VIEW, N_ ("_Inspector"), NULL, N_ ("Show or hide what is known of what is selected"), N_ ("right pane details fields properties"), "<Control>i" },
  { "app.theme::system", A, WAY_SECTION_VIEW, N_ ("Theme as the _Desktop"), N_ ("As the _Desktop"), N_ ("Light or dark, as the desktop is"), N_ ("dark light colour appearance"), NULL },
  { "app.theme::light", A, WAY_SECTION_VIEW, N_ ("_Light Theme"), N_ ("_Light"), N_ ("Dark words on white"), N_ ("bright colour appearance"), NULL },
  { "app.theme::dark", A, WAY_SECTION_VIEW, N_ ("_Dark Theme"), N_ ("_Dark"), N_ ("Light words on black"), N_ ("night colour appearance"), NULL },
  { "win.next-pane", A, WAY_SECTION_VIEW, N_ ("Ne_xt Pane"), NULL, N_ ("Map, inspector and sidebar by turns"), N_ ("focus switch"), "F6" },
  { "map.register::persona", A, WAY_SECTION_VIEW, N_ ("_People, Channels and Sources…"), NULL, N_ ("Personas and the other registers: where each is used, merge, delete"), N_ ("registers list manage stakeholders channels departments organisations sources metrics"), NULL, .reads = TRUE },
  { "map.figures", A, WAY_SECTION_VIEW, N_ ("_Figures Here…"), NULL, N_ ("What stands behind the figures of what is selected: definition, history, rows, files"), N_ ("numbers metrics data survey badge measured rows source"), "<Control>b", WAY_KEYS_MAP, .reads = TRUE },
  { "map.find-voices", A, WAY_SECTION_VIEW, N_ ("Find Customer _Voices…"), NULL, N_ ("Imported answers that support or contradict what is selected"), N_ ("evidence proof verbatim comment survey quote confirm attach ledger"), "<Control><Shift>b", WAY_KEYS_MAP },
  { "map.find-voices-for", NEVER },
  { "map.score", A, WAY_SECTION_VIEW, N_ ("Journey S_core…"), NULL, N_ ("What the journey’s score is made of, what is not known, the weakest link"), N_ ("numbers metrics weakest coverage age"), NULL, .reads = TRUE },
  { "map.about", A, WAY_SECTION_VIEW, N_ ("About the _Map"), NULL, N_ ("Title, purpose and scope, in the inspector"), N_ ("information details title"), NULL, .reads = TRUE },

  { "win.show-help-overlay", A, WAY_SECTION_HELP, N_ ("_Keyboard Shortcuts"), NULL, N_ ("All keys in one window"), N_ ("help keys"), "<Control>question <Control>F1" },
  { "app.about", A, WAY_SECTION_HELP, N_ ("About _Waymark"), NULL, N_ ("Version and licence"), N_ ("help version"), NULL },
};
/* clang-format on */

const WayActionRow *
way_action_list_get (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}

static gboolean
is_target_of (const char *action, const char *family)
{
  gsize length = strlen (family);

  return strncmp (action, family, length) == 0 && (action[length] == ':' || action[length] == '(');
}

const WayActionRow *
way_action_list_find (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].action, action) == 0)
      return &rows[i];
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].action != NULL && is_target_of (action, rows[i].action))
      return &rows[i];
  return NULL;
}

gboolean
way_action_list_reads (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].reads && (g_str_equal (rows[i].action, action) || is_target_of (rows[i].action, action)))
      return TRUE;
  return FALSE;
}

const char *
way_action_section_get_label (WayActionSection section)
{
  static const char *const labels[] = { N_ ("File"), N_ ("Change"), N_ ("Add"), N_ ("Walk and move"), N_ ("Find"), N_ ("View"), N_ ("Help") };

  G_STATIC_ASSERT (G_N_ELEMENTS (labels) == WAY_N_SECTIONS);
  return _ (labels[section]);
}

char *
way_action_row_dup_label (const WayActionRow *row)
{
  g_auto (GStrv) parts = g_strsplit (_ (row->label), "_", -1);

  return g_strjoinv ("", parts);
}

char *
way_action_row_dup_key (const WayActionRow *row)
{
  return row->keys != NULL ? g_strndup (row->keys, strcspn (row->keys, " ")) : NULL;
}

/* --- keys --- */

void
way_action_list_add_keys (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].action != NULL && rows[i].keys != NULL && rows[i].place == WAY_KEYS_APPLICATION)
      {
        g_auto (GStrv) keys = g_strsplit (rows[i].keys, " ", -1);

        gtk_application_set_accels_for_action (application, rows[i].action, (const char *const *) keys);
      }
}

static void
bind_row (GtkWidgetClass *widget_class, const WayActionRow *row)
{
  g_auto (GStrv) keys = g_strsplit (row->keys, " ", -1);

  for (char **key = keys; *key != NULL; key++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (*key), gtk_named_action_new (row->action));

      gtk_widget_class_add_shortcut (widget_class, shortcut);
      g_object_unref (shortcut);
    }
}

void
way_action_list_bind_keys (GtkWidgetClass *widget_class, WayKeysPlace place)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].keys != NULL && rows[i].place == place)
      bind_row (widget_class, &rows[i]);
}

/* --- menus --- */

static void
append_item (GMenu *section, const char *label, const char *action, const WayActionRow *row)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_autofree char *key = way_action_row_dup_key (row);

  g_menu_item_set_detailed_action (item, action);
  /* The application's own keys GTK finds by itself. */
  if (key != NULL && row->place != WAY_KEYS_APPLICATION)
    g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (section, item);
}

/* The one family that menus hold: the kinds of lanes. */
static GMenu *
make_lanes (const WayActionRow *row)
{
  const WayFieldInfo *info = way_kind_get_field (WAY_KIND_LANE, WAY_FIELD_KIND);
  GMenu *menu = g_menu_new ();

  for (const WayChoice *choice = info->choices; choice->nick != NULL; choice++)
    {
      g_autofree char *action = g_strdup_printf ("%s::%s", row->action, choice->nick);

      append_item (menu, _ (choice->label), action, row);
    }
  return menu;
}

/* Stops behind the end or the "<" of its submenu. */
static GMenu *
make_menu (const char *const **layout, gboolean brief)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  for (; **layout != NULL && ***layout != '<'; (*layout)++)
    {
      const char *token = **layout;
      const WayActionRow *row = *token != '\0' && *token != '>' ? way_action_list_find (token) : NULL;

      if (row == NULL && *token != '\0' && *token != '>')
        g_error ("%s is in no row of the table of actions", token);
      if (*token == '\0')
        {
          g_object_unref (section);
          section = g_menu_new ();
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
        }
      else if (*token == '>')
        {
          g_autoptr (GMenu) submenu = NULL;
          const char *label = (*layout)[1];

          *layout += 2;
          submenu = make_menu (layout, TRUE);
          g_menu_append_submenu (section, _ (label), G_MENU_MODEL (submenu));
        }
      else if (row->offer == WAY_OFFER_FAMILY)
        {
          g_autoptr (GMenu) submenu = make_lanes (row);

          g_menu_append_submenu (section, _ (brief && row->brief != NULL ? row->brief : row->label), G_MENU_MODEL (submenu));
        }
      else
        append_item (section, _ (brief && row->brief != NULL ? row->brief : row->label), token, row);
    }
  return menu;
}

GMenuModel *
way_action_list_make_menu (const char *const *layout, gboolean brief)
{
  return G_MENU_MODEL (make_menu (&layout, brief));
}

/* --- the shortcuts window --- */

static GtkWidget *
make_shortcut (const WayActionRow *row)
{
  GtkWidget *shown = adw_action_row_new (), *keys = gtk_shortcut_label_new (row->keys);
  g_autofree char *label = way_action_row_dup_label (row);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (shown), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (shown), label);
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (shown), keys);
  return shown;
}

/* Not GTK's own, which lays two columns side by side however narrow the screen is, and cannot scroll. */
GtkWidget *
way_action_list_make_shortcuts (void)
{
  GtkWidget *window = adw_preferences_window_new (), *page = adw_preferences_page_new ();

  for (WayActionSection section = 0; section < WAY_N_SECTIONS; section++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), way_action_section_get_label (section));
      for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
        if (rows[i].section == section && rows[i].keys != NULL && rows[i].label != NULL)
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_shortcut (&rows[i]));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
    }
  gtk_window_set_title (GTK_WINDOW (window), _ ("Keyboard Shortcuts"));
  gtk_window_set_default_size (GTK_WINDOW (window), 680, 640);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  return window;
}
