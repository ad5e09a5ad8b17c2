/**
 * Two recorded sets of outcomes held against each other by the gates of the job ({@link
 * lumen.overlay.budget.BudgetComparison}): what a pull request is asked before anyone is.
 *
 * <p>Pure: no clock of the machine, no Flink, no file.
 */
package lumen.overlay.budget;
