/** JSON as plain maps, lists, strings, numbers and booleans, within bounds: all that the local API and the CLI need. */
package io.ayni.agent.json;
