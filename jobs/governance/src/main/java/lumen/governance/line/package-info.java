/** What is told of a service, as lines. */
package lumen.governance.line;
