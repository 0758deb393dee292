/**
 * Container images of the programs: {@link io.ayni.launcher.images.ImageProgram} says what there is,
 * {@link io.ayni.launcher.images.ContainerEngine} finds who builds, {@link io.ayni.launcher.images.ImageBuild} is one
 * build, {@link io.ayni.launcher.images.BuildImages} does them all.
 */
package io.ayni.launcher.images;
