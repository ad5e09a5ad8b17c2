/** Whether the goldens alone notice a rule that was changed. */
package lumen.overlay.mutant;
