/** What Linux tells about power and line: files of the kernel, and NetworkManager over D-Bus. */
package io.ayni.agent.limit.linux;
