/** Who this installation is: the node key, and the token that the owner's programs show to the local API. */
package io.ayni.agent.identity;
