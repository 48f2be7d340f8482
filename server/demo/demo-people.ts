/** A viewer of the story. Addresses are of a domain that nobody can own. */
export type DemoPerson = { name: string; email: string };

/** The viewer with this number, always the same one. */
export function demoPerson(number: number): DemoPerson {
  const first = FIRST[number % FIRST.length] ?? 'Ada';
  const last = LAST[(number * 7 + Math.floor(number / FIRST.length)) % LAST.length] ?? 'Berg';
  return { name: `${first} ${last}`, email: `${plain(first)}.${plain(last)}${number}@example.com` };
}

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

const FIRST = (
  'Ada Amélie Anna Asha Beatriz Camille Carla Charlotte Clara Daria Deniz Elif Emma Eva Fatou Freya ' +
  'Greta Hanna Helena Ida Ingrid Isabel Jana Johanna Julia Katja Klara Lara Laura Lea Lina Lisa ' +
  'Luca Lucía Maja Marie Marta Mia Nadia Nele Nina Noah Olivia Paula Pia Rosa Sanna Sofia Tessa Zoé'
).split(' ');

const LAST = (
  'Adler Andersen Bauer Becker Berg Bianchi Costa Dahl Dubois Eriksen Fischer Fontaine García Haas ' +
  'Hansen Jansen Keller Kowalska Krüger Larsen Lehmann Lindgren Maier Martín Moreau Müller Nowak ' +
  'Okafor Peeters Petit Rossi Santos Schulz Silva Sommer Svensson Toth Vogel Weber Winter Wolf'
).split(' ');
