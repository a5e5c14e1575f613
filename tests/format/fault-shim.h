/* fault-shim.h — makes the n-th call of one system call fail, in a test that runs with the shim preloaded.
 *
 * Shape:  the shim stands before the C library and counts the calls while it is armed; disarmed it only passes them on.
 * Note:   the test links without it and finds the functions with dlsym ().
 */
#pragma once

/* Instead of an errno. */
#define FAULT_SHORT -1 /* write () takes half of what it was given, as it may */
#define FAULT_CRASH -2 /* the process ends at once, before the call */
#define FAULT_HOOK -3  /* the hook is called before the call, which then goes on */

/* `call` is its name without "64" and "at", or "any"; NULL disarms. `nth` counts from 1. */
typedef void FaultArm (const char *call, int nth, int fault);
/* Whether the n-th call came. */
typedef int FaultHasStruck (void);
typedef void FaultSetHook (void (*hook) (void *data), void *data);

FaultArm fault_arm;
FaultHasStruck fault_has_struck;
FaultSetHook fault_set_hook;
