/** Whether what was added to a service is worth what it costs. */
package lumen.governance.roi;
