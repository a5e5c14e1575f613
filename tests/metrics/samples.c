#include "samples.h"

#define BYTES(text) text, sizeof text - 1

const Sample samples[] = {
  { "plain", BYTES ("date,score,comment,touchpoint\n2025-07-01,9,Good,Order\n2025-07-02,3,Slow,Hotline\n"), "- UTF-8 , 1\n"
                                                                                                            "date: time time form0\n"
                                                                                                            "score: value number\n"
                                                                                                            "comment: comment text\n"
                                                                                                            "touchpoint: key text\n"
                                                                                                            "2 rows\n",
    NULL },
  { "german excel", BYTES ("\xef\xbb\xbf"
                           "Datum;Kontaktpunkt;Zufriedenheit (1-5);Kosten\r\n01.07.2025;Bestellung;4;12,50 €\r\n02.07.2025;Hotline;2;1.250,00 €\r\n;;;\r\nGesamt;;;1.262,50 €\r\n"),
    "- UTF-8 ; 1\n"
    "Datum: time time form1\n"
    "Kontaktpunkt: key text\n"
    "Zufriedenheit (1-5): value number csat higher 1-5 comma\n"
    "Kosten: value number cost lower comma [€]\n"
    "2 rows\n",
    "A line with totals" },
  { "windows-1252", BYTES ("Datum;Ber\xfc"
                           "hrungspunkt;Empfehlung\n13.07.2025;Gesch\xe4"
                           "ft;9\n14.07.2025;T\xfc"
                           "r;10\n"),
    "- Windows-1252 ; 1\n"
    "Datum: time time form1\n"
    "Berührungspunkt: key text\n"
    "Empfehlung: value number nps higher 0-10\n"
    "2 rows\n",
    NULL },
  { "utf-16 tabs", BYTES ("\xff\xfe"
                          "D\0a\0t\0u\0m\0\t\0N\0P\0S\0\r\0\n\0"
                          "1\0"
                          "3\0.\0"
                          "7\0.\0"
                          "2\0"
                          "5\0\t\0"
                          "9\0\r\0\n\0"
                          "1\0"
                          "4\0.\0"
                          "7\0.\0"
                          "2\0"
                          "5\0\t\0"
                          "3\0\r\0\n\0"),
    "- UTF-16LE tab 1\n"
    "Datum: time time form1\n"
    "NPS: value number nps higher 0-10\n"
    "2 rows\n",
    NULL },
  { "sep hint", BYTES ("sep=;\r\nname;nps\r\n\"Meier; Anna\";9\r\n\"Kunz; Otto\";4\r\n"), "- UTF-8 ; 2\n"
                                                                                          "name: personal text\n"
                                                                                          "nps: value number nps higher 0-10\n"
                                                                                          "2 rows\n",
    NULL },
  { "title lines", BYTES ("Kundenbefragung Juli 2025;;;\n;;;\nAnlass;Monat;Anzahl;Note\nKauf;Juli 2025;31;2\nReparatur;Juli 2025;12;4\nSumme;;43;\n"), "- UTF-8 ; 3\n"
                                                                                                                                                       "Anlass: key text\n"
                                                                                                                                                       "Monat: time time form0\n"
                                                                                                                                                       "Anzahl: value number count\n"
                                                                                                                                                       "Note: value number csat lower 1-6\n"
                                                                                                                                                       "2 rows\n",
    "totals" },
  { "undecided thousands", BYTES ("page,views\n/,1.234\n/shop,2.345\n"), "- UTF-8 , 1\n"
                                                                         "page: key text\n"
                                                                         "views: value number count ?,\n"
                                                                         "2 rows\n",
    NULL },
  { "thousands decided by a neighbour", BYTES ("page;views;bounce\n/;1.234;12,5 %\n/shop;2.345;8,1 %\n"), "- UTF-8 ; 1\n"
                                                                                                          "page: key text\n"
                                                                                                          "views: value number count comma\n"
                                                                                                          "bounce: value number drop-off lower comma [%]\n"
                                                                                                          "2 rows\n",
    NULL },
  { "undecided dates", BYTES ("date,nps\n03/04/2025,9\n05/06/2025,10\n"), "- UTF-8 , 1\n"
                                                                          "date: time time form1 ?/\n"
                                                                          "nps: value number nps higher 0-10\n"
                                                                          "2 rows\n",
    NULL },
  { "dates in order", BYTES ("date,nps\n03/04/2025,9\n03/05/2025,10\n03/06/2025,7\n04/01/2025,3\n04/02/2025,8\n"), "- UTF-8 , 1\n"
                                                                                                                   "date: time time form2\n"
                                                                                                                   "nps: value number nps higher 0-10\n"
                                                                                                                   "5 rows\n",
    NULL },
  { "american dates", BYTES ("date,nps\n6/1/25 07:00 AM,9\n6/2/25 08:00 PM,10\n"), "- UTF-8 , 1\n"
                                                                                   "date: time time form2\n"
                                                                                   "nps: value number nps higher 0-10\n"
                                                                                   "2 rows\n",
    NULL },
  { "qualtrics", BYTES ("StartDate,EndDate,Status,IPAddress,Finished,RecordedDate,ResponseId,RecipientEmail,Q1_NPS_GROUP,Q1,Q2\n"
                        "Start Date,End Date,Response Type,IP Address,Finished,Recorded Date,Response ID,Recipient Email,Group,How likely is it that you recommend us?,\"Why,\nplease?\"\n"
                        "\"{\"\"ImportId\"\":\"\"startDate\"\",\"\"timeZone\"\":\"\"America/Denver\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":\"\"ipAddress\"\"}\",\"{\"\"ImportId\"\":\"\"finished\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"recipientEmail\"\"}\",\"{\"\"ImportId\"\":\"\"QID1_NPS_GROUP\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_TEXT\"\"}\"\n"
                        "2025-08-19 22:00:00,2025-08-19 22:05:00,IP Address,192.0.2.1,True,2025-08-19 22:05:01,R_abc123,a@example.org,Promoter,9,\"Quick, and\nkind to me\"\n"
                        "2025-08-20 22:00:00,2025-08-20 22:05:00,Survey Preview,192.0.2.2,True,2025-08-20 22:05:01,R_abc124,b@example.org,Detractor,0,Test\n"
                        "2025-08-21 22:00:00,2025-08-21 22:05:00,IP Address,192.0.2.3,True,2025-08-21 22:05:01,R_abc125,c@example.org,Passive,7,\n"),
    "Qualtrics UTF-8 , 1\n"
    "IPAddress: personal text\n"
    "RecordedDate: time time form0\n"
    "ResponseId: id text\n"
    "RecipientEmail: personal text\n"
    "Q1: value number nps higher 0-10\n"
    "Q2: key text\n"
    "2 rows\n",
    "preview" },
  { "qualtrics legacy", BYTES ("\xef\xbb\xbf"
                               "V1,V3,V5,V8,V9,Q1\nResponseID,Name,EmailAddress,StartDate,EndDate,How easy was it? (1-7)\nR_1,Anonymous,,2025-07-18 08:28:09,2025-07-18 08:28:48,6\nR_2,Anonymous,,2025-07-19 08:28:09,2025-07-19 08:28:48,2\n"),
    "Qualtrics UTF-8 , 1\n"
    "ResponseID: id text\n"
    "Name: personal text\n"
    "EndDate: time time form0\n"
    "Q1: value number ces higher 1-7\n"
    "2 rows\n",
    NULL },
  { "surveymonkey", BYTES ("Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,How satisfied are you with,,Anything else?\n,,,,,,Delivery,Invoice,Open-Ended Response\n11840,77,07/18/2025 08:28:09,07/18/2025 08:30:00,192.0.2.1,,4,5,Fine\n11841,77,07/19/2025 08:28:09,07/19/2025 08:30:00,192.0.2.9,,2,3,\n"), "SurveyMonkey UTF-8 , 1\n"
                                                                                                                                                                                                                                                                                                                                        "Respondent ID: id number\n"
                                                                                                                                                                                                                                                                                                                                        "End Date: time time form2\n"
                                                                                                                                                                                                                                                                                                                                        "IP Address: personal text\n"
                                                                                                                                                                                                                                                                                                                                        "How satisfied are you with – Delivery: value number csat higher 1-5\n"
                                                                                                                                                                                                                                                                                                                                        "How satisfied are you with – Invoice: value number csat higher 1-5\n"
                                                                                                                                                                                                                                                                                                                                        "Anything else?: key text\n"
                                                                                                                                                                                                                                                                                                                                        "2 rows\n",
    NULL },
  { "typeform", BYTES ("#,How likely are you to recommend us?,What should we do better?,Start Date (UTC),Submit Date (UTC),Network ID\n0a1b2c3d4e5f60718293a4b5c6d7e8f9,10,Nothing,2025-04-03 09:05:14,2025-04-03 09:06:14,aa11\n1a1b2c3d4e5f60718293a4b5c6d7e8f9,6,Answer the phone,2025-04-04 09:05:14,2025-04-04 09:06:14,aa12\n"), "Typeform UTF-8 , 1\n"
                                                                                                                                                                                                                                                                                                                                       "#: id text\n"
                                                                                                                                                                                                                                                                                                                                       "How likely are you to recommend us?: value number nps higher 0-10\n"
                                                                                                                                                                                                                                                                                                                                       "What should we do better?: key text\n"
                                                                                                                                                                                                                                                                                                                                       "Submit Date (UTC): time time form0\n"
                                                                                                                                                                                                                                                                                                                                       "2 rows\n",
    NULL },
  { "google forms german", BYTES ("Zeitstempel,E-Mail-Adresse,Wie wahrscheinlich ist es (0-10)?,Kanal\n07.02.2025 00:13:31,a@example.org,9,\"Telefon, Mail\"\n08.02.2025 10:13:31,b@example.org,2,Mail\n"), "Google Forms UTF-8 , 1\n"
                                                                                                                                                                                                            "Zeitstempel: time time form1\n"
                                                                                                                                                                                                            "E-Mail-Adresse: personal text\n"
                                                                                                                                                                                                            "Wie wahrscheinlich ist es (0-10)?: value number nps higher 0-10\n"
                                                                                                                                                                                                            "Kanal: key text\n"
                                                                                                                                                                                                            "2 rows\n",
    NULL },
  { "medallia", BYTES ("request_id,request_sent_at,response_received_at,star_rating,comments,channel,customer_name,request_sent_to\nq1,2025-04-03 09:05:14 UTC,2025-04-03 10:05:14 UTC,5,Great,email,Ann Example,ann@example.org\nq2,2025-04-04 09:05:14 UTC,2025-04-04 10:05:14 UTC,2,Slow,chat,Bob Example,bob@example.org\n"), "- UTF-8 , 1\n"
                                                                                                                                                                                                                                                                                                                                  "request_id: id text\n"
                                                                                                                                                                                                                                                                                                                                  "response_received_at: time time form0\n"
                                                                                                                                                                                                                                                                                                                                  "star_rating: value number csat higher 1-5\n"
                                                                                                                                                                                                                                                                                                                                  "comments: comment text\n"
                                                                                                                                                                                                                                                                                                                                  "channel: key text\n"
                                                                                                                                                                                                                                                                                                                                  "customer_name: personal text\n"
                                                                                                                                                                                                                                                                                                                                  "request_sent_to: personal text\n"
                                                                                                                                                                                                                                                                                                                                  "2 rows\n",
    NULL },
  { "analytics", BYTES ("# ----------------------------------------\n# Pages and screens: Page path and screen class\n# Account: Example\n# ----------------------------------------\n#\n# All Users\n# Start date: 20260101\n# End date: 20260923\n\nPage path and screen class,Views,Bounce rate\n/,1200,0.41\n/shop,300,0.2\n\n# another one\nDate,Users\n20260101,5\n"), "Google Analytics UTF-8 , 10\n"
                                                                                                                                                                                                                                                                                                                                                                             "Page path and screen class: key text\n"
                                                                                                                                                                                                                                                                                                                                                                             "Views: value number count\n"
                                                                                                                                                                                                                                                                                                                                                                             "Bounce rate: value number drop-off lower\n"
                                                                                                                                                                                                                                                                                                                                                                             "2 rows\n",
    "Another table" },
  { "analytics by day", BYTES ("# ---\n# Traffic\n# ---\nDate,Sessions\n20260101,12\n20260102,15\nGrand total,27\n"), "Google Analytics UTF-8 , 4\n"
                                                                                                                      "Date: time time form0\n"
                                                                                                                      "Sessions: value number count\n"
                                                                                                                      "2 rows\n",
    "totals" },
  { "genesys", BYTES ("Full Export Completed,Partial Result Timestamp,Filters,Media Type,Users,Remote,Date,Duration,Direction,ANI,Queue,Wrap-up,Conversation ID\nYES,,,voice,Ann Example,tel:+15550100,6/23/25 07:00 AM,00:03:15,Inbound,tel:+15550100,Support,Solved,c0ffee01\nYES,,,voice,Bob Example,tel:+15550101,6/23/25 01:00 PM,01:00:05,Inbound,tel:+15550101,Sales,Callback,c0ffee02\n"), "Genesys Cloud UTF-8 , 1\n"
                                                                                                                                                                                                                                                                                                                                                                                                   "Media Type: key text\n"
                                                                                                                                                                                                                                                                                                                                                                                                   "Users: personal text\n"
                                                                                                                                                                                                                                                                                                                                                                                                   "Remote: personal text\n"
                                                                                                                                                                                                                                                                                                                                                                                                   "Date: time time form2\n"
                                                                                                                                                                                                                                                                                                                                                                                                   "Duration: value duration duration lower [s]\n"
                                                                                                                                                                                                                                                                                                                                                                                                   "Direction: key text\n"
                                                                                                                                                                                                                                                                                                                                                                                                   "ANI: personal text\n"
                                                                                                                                                                                                                                                                                                                                                                                                   "Queue: key text\n"
                                                                                                                                                                                                                                                                                                                                                                                                   "Wrap-up: key text\n"
                                                                                                                                                                                                                                                                                                                                                                                                   "Conversation ID: id text\n"
                                                                                                                                                                                                                                                                                                                                                                                                   "2 rows\n",
    NULL },
  { "hubspot", BYTES ("Record ID,Deal Name,Deal Stage,Amount,Deal owner,Close Date,Create Date\n1001,Crane,closedwon,\"12,500.00\",Ann Example,2025-03-01 09:00,2025-01-01 09:00\n1002,Hoist,contractsent,900.5,Bob Example,2025-03-05 09:00,2025-01-07 10:00\n"), "HubSpot UTF-8 , 1\n"
                                                                                                                                                                                                                                                                   "Record ID: id number\n"
                                                                                                                                                                                                                                                                   "Deal Name: key text\n"
                                                                                                                                                                                                                                                                   "Deal Stage: key text\n"
                                                                                                                                                                                                                                                                   "Amount: value number revenue higher\n"
                                                                                                                                                                                                                                                                   "Deal owner: personal text\n"
                                                                                                                                                                                                                                                                   "Close Date: time time form0\n"
                                                                                                                                                                                                                                                                   "2 rows\n",
    NULL },
  { "salesforce german", BYTES ("Opportunity-Name;Phase;Betrag;Schlusstermin;Wahrscheinlichkeit (%);Accountname;Opportunity-Inhaber\nKran;Angebot;12.500,00;31.03.2025;60;Beispiel AG;Ann Beispiel\nWinde;Gewonnen;900,50;15.04.2025;100;Muster GmbH;Bert Beispiel\n\nGenerated By: Ann Beispiel 22.11.2025\nCopyright (c) 2000-2025 salesforce.com, inc.\n"), "Salesforce UTF-8 ; 1\n"
                                                                                                                                                                                                                                                                                                                                                               "Opportunity-Name: key text\n"
                                                                                                                                                                                                                                                                                                                                                               "Phase: key text\n"
                                                                                                                                                                                                                                                                                                                                                               "Betrag: value number revenue higher comma\n"
                                                                                                                                                                                                                                                                                                                                                               "Schlusstermin: time time form1\n"
                                                                                                                                                                                                                                                                                                                                                               "Wahrscheinlichkeit (%): value number share comma [%]\n"
                                                                                                                                                                                                                                                                                                                                                               "Accountname: key text\n"
                                                                                                                                                                                                                                                                                                                                                               "Opportunity-Inhaber: personal text\n"
                                                                                                                                                                                                                                                                                                                                                               "2 rows\n",
    "single text" },
  { "salesforce stages", BYTES ("OpportunityId,StageName,CreatedDate\n0061,Prospecting,2025-03-01T09:00:00.000Z\n0061,Won,2025-03-11T09:00:00.000Z\n"), "Salesforce UTF-8 , 1\n"
                                                                                                                                                        "OpportunityId: id number\n"
                                                                                                                                                        "StageName: key text\n"
                                                                                                                                                        "CreatedDate: time time form0\n"
                                                                                                                                                        "2 rows\n",
    NULL },
  { "long form", BYTES ("respondent_id,question,answer,date\n1,NPS,9,2025-01-01\n1,CSAT,4,2025-01-01\n2,NPS,3,2025-01-02\n2,CSAT,5,2025-01-02\n"), "- UTF-8 , 1\n"
                                                                                                                                                   "respondent_id: id number\n"
                                                                                                                                                   "question: question text\n"
                                                                                                                                                   "answer: answer number\n"
                                                                                                                                                   "date: time time form0\n"
                                                                                                                                                   "4 rows\n",
    NULL },
  { "labelled answers", BYTES ("Datum;Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?;Gel\xc3\xb6st?\n01.02.2025;10 - \xc3\xa4u\xc3\x9f"
                               "erst wahrscheinlich;Ja\n22.02.2025;3;Nein\n23.02.2025;0 - gar nicht;Ja\n"),
    "- UTF-8 ; 1\n"
    "Datum: time time form1\n"
    "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?: value answer nps higher 0-10\n"
    "Gelöst?: value flag share\n"
    "3 rows\n",
    NULL },
  { "spoilt ids", BYTES ("Kundennummer;NPS\n4,91712E+11;9\n4,91713E+11;2\n"), "- UTF-8 ; 1\n"
                                                                              "NPS: value number nps higher 0-10 comma\n"
                                                                              "2 rows\n",
    NULL },
  { "wrong scale", BYTES ("NPS (1-10);Segment\n9;B2B\n1;B2C\n"), "- UTF-8 ; 1\n"
                                                                 "NPS (1-10): value number nps higher 1-10 ?s\n"
                                                                 "Segment: key text\n"
                                                                 "2 rows\n",
    NULL },
  { "weeks", BYTES ("Woche;Touchpoint;Quote\n2025-KW07;Hotline;85,3 %\n2025-KW08;Hotline;81,0 %\n"), "- UTF-8 ; 1\n"
                                                                                                     "Woche: time time form0\n"
                                                                                                     "Touchpoint: key text\n"
                                                                                                     "Quote: value number share comma [%]\n"
                                                                                                     "2 rows\n",
    NULL },
  { "no header", BYTES ("2025-01-01,9\n2025-01-02,10\n"), "- UTF-8 , 0\n"
                                                          "Column 1: time time form0\n"
                                                          "Column 2: value number\n"
                                                          "2 rows\n",
    "no names" },
  { "double and empty headers", BYTES ("Datum;NPS;NPS;\n01.01.2025;9;8;x\n13.01.2025;7;6;y\n"), "- UTF-8 ; 1\n"
                                                                                                "Datum: time time form1\n"
                                                                                                "NPS: value number nps higher 0-10\n"
                                                                                                "NPS (2): value number nps higher 0-10\n"
                                                                                                "2 rows\n",
    "Several columns are called" },
  { "excel days", BYTES ("Datum;NPS\n45857;9\n45858;3\n"), "- UTF-8 ; 1\n"
                                                           "Datum: time time form5\n"
                                                           "NPS: value number nps higher 0-10\n"
                                                           "2 rows\n",
    NULL },
  { "unix time", BYTES ("timestamp,score\n1752913689,9\n1752913699,3\n"), "- UTF-8 , 1\n"
                                                                          "timestamp: time time form3\n"
                                                                          "score: value number\n"
                                                                          "2 rows\n",
    NULL },
  { "pasted cells", BYTES ("Touchpoint\tNPS\tn\nOrder\t12\t40\nHotline\t-31\t12\n"), "- UTF-8 tab 1\n"
                                                                                     "Touchpoint: key text\n"
                                                                                     "NPS: value number nps higher\n"
                                                                                     "n: value number\n"
                                                                                     "2 rows\n",
    NULL },
};

const guint n_samples = G_N_ELEMENTS (samples);
