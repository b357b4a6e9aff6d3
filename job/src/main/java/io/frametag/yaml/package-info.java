/** What any YAML from outside may look like, whatever it is about. */
package io.frametag.yaml;
