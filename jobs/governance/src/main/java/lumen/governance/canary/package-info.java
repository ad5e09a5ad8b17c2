/** Whether a new revision is worse than the one before, minute by minute while both serve. */
package lumen.governance.canary;
