/** How the tracker learns that this gateway serves every item. The rpc is in the package below. */
package io.ayni.gateway.announce;
