// What has been said, place by place, as it came over the wire.

export const KEPT_PER_PLACE = 500;

export class Store {
  constructor({ seats, rooms, offices }) {
    this.seats = seats;
    // The countries of a time machine; none where the clock cannot be moved.
    this.offices = offices || [];
    this.rooms = new Map(rooms.map((room) => [room.id, room]));
    this.byUser = new Map(seats.map((seat) => [seat.user, seat]));
    this.posts = new Map();
  }

  in(place) {
    return this.posts.get(place) || [];
  }

  // "added", or "changed" where it was there and has been taken back; nothing where that is known.
  add(post) {
    const kept = this.in(post.place);
    if (kept.length && kept[kept.length - 1].number >= post.number) {
      const at = kept.findIndex(({ number }) => number === post.number);
      if (at < 0 || !post.gone || kept[at].gone) return "";
      this.posts.set(post.place, kept.with(at, post));
      return "changed";
    }
    this.posts.set(post.place, [...kept, post].slice(-KEPT_PER_PLACE));
    return "added";
  }

  clear() {
    this.posts.clear();
  }

  audience(place) {
    return this.rooms.get(place)?.audience || "one-person";
  }

  readers(place) {
    return this.seats.filter((seat) => seat.rooms.includes(place)).map((seat) => seat.name);
  }
}
