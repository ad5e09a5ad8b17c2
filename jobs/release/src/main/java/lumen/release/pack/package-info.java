/**
 * What others get: one archive with all that lumenctl needs but a JDK, equal to the byte for equal
 * files, with a list of what is in it and the sums to check it by.
 */
package lumen.release.pack;
