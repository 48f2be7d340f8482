/**
 * What stands for the visitor on a claim that a device of a counter made. It says where it was sold and
 * not who bought: strangers share it, so nothing that is about a person may go by it.
 */
export function visitorOfDevice(deviceId: string): string {
  return `${PREFIX}${deviceId}`;
}

export function isDevice(visitorId: string): boolean {
  return visitorId.startsWith(PREFIX);
}

const PREFIX = 'device:';
