"""Who is who in encryption: the bot's identity, its recovery, other people's devices, and verification by emoji.

nio has none of it. Everything here is the Matrix specification's; decision 0020 says why it is ours.
"""
