/** Which knob of a service is to be turned, and whether that was of use. */
package lumen.governance.policy;
