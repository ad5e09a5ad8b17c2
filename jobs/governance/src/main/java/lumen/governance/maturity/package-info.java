/** How mature a service is, and which of its figures rise or fall. */
package lumen.governance.maturity;
