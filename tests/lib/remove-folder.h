/* remove-folder.h — takes away what a test has left in a folder of its own, and the folder.
 */
#pragma once

/* Links are not followed; what cannot be removed stays. */
void remove_folder (const char *path);
