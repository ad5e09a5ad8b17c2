/** What was billed, what a month will come to, and how wrong such forecasts were before. */
package lumen.governance.budget;
