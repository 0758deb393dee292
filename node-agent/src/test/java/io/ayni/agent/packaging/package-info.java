/** The program as it is packaged: how its start-up cache is made, and that the whole starts as a process. */
package io.ayni.agent.packaging;
