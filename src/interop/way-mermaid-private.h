/* way-mermaid-private.h — the one mapping between Mermaid's scores and feelings. */
#pragma once

/* 1 2 3 4 5, or anything between → −5 −3 0 3 5. */
int way_mermaid_score_to_feeling (double score);
/* −5 … 5 → 1 … 5; undoes the above. */
int way_mermaid_feeling_to_score (double feeling);
