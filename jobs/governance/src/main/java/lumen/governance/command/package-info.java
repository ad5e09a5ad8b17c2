/** What operators command. */
package lumen.governance.command;
