import { createContext, useContext } from 'react';

const TimeZoneContext = createContext('UTC');

/** Sets the zone in which everything below tells the time. */
export const TimeZone = TimeZoneContext.Provider;

/** The zone of the workspace; never the browser's own. */
export function useTimeZone(): string {
  return useContext(TimeZoneContext);
}
