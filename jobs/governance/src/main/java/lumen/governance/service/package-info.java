/**
 * One service from its lines to what is told of it: steps, hours, days and months in their order.
 */
package lumen.governance.service;
